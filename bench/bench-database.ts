import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { sqliteAdapter } from "../lib/infra/sqlite-file";
import type { Postgres } from "../lib/testing/postgres";
import { onPostgres } from "./apps";
import { cpuTime } from "./cpu";

/** A database of the benchmark's own, of either kind, that outlives the servers on it. */
export type BenchDatabase = {
  name: "SQLite" | "PostgreSQL";
  /** Environment of a Hufu that uses it. */
  env: Record<string, string>;
  /** Runs statements that take no parameters. */
  run: (sql: string) => Promise<void>;
  /** The lines of a statement's plan. */
  explain: (sql: string) => Promise<string[]>;
  /** CPU time that the database has used outside the server's process, in ms. */
  cpuMs: () => Promise<number>;
  remove: () => void;
};

export function newSqlite(): BenchDatabase {
  const folder = mkdtempSync(join(tmpdir(), "hufu-bench-"));
  const url = `file:${join(folder, "hufu.db")}`;
  return {
    name: "SQLite",
    env: { DATABASE_URL: url },
    async run(sql) {
      const connection = await sqliteAdapter(url).connect();
      await connection.executeScript(sql);
      await connection.dispose();
    },
    async explain(sql) {
      const connection = await sqliteAdapter(url).connect();
      const args = [...sql.matchAll(/\?/g)].map(() => null);
      const argTypes = args.map(() => ({ scalarType: "unknown", arity: "scalar" }) as const);
      const { rows } = await connection.queryRaw({ sql: `EXPLAIN QUERY PLAN ${sql}`, args, argTypes });
      await connection.dispose();
      return rows.map((row) => String(row[3]));
    },
    cpuMs: async () => 0, // it runs in the server's process
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function newPostgresql(postgres: Postgres): Promise<BenchDatabase> {
  const env = await onPostgres(postgres);
  const query = async (sql: string) => {
    const client = new pg.Client(env.DATABASE_URL);
    await client.connect();
    try {
      return await client.query(sql);
    } finally {
      await client.end();
    }
  };
  return {
    name: "PostgreSQL",
    env,
    run: async (sql) => void (await query(sql)),
    explain: async (sql) =>
      (await query(`EXPLAIN (GENERIC_PLAN) ${sql}`)).rows.map((row: Record<string, string>) =>
        String(row["QUERY PLAN"]),
      ),
    async cpuMs() {
      const { rows } = await query(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
      );
      return rows.reduce((sum: number, { pid }: { pid: number }) => sum + cpuTime(pid).all, 0);
    },
    remove: () => undefined, // it goes with its server
  };
}
