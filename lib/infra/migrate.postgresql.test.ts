import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";
import pg from "pg";
import { describe, expect, inject, it } from "vitest";
import { createDatabase } from "../testing/postgres";
import { migrate } from "./migrate";
import { migrationsList } from "./migration-files";

const all = migrationsList("postgresql").migrationDirectories.map(({ path }) => path);
const newDatabase = () => createDatabase(inject("postgresUrl"));
const run = (program: string) => [
  "--conditions=react-server",
  "--import=tsx",
  "--input-type=module",
  "--eval",
  program,
];

async function query(url: string, sql: string): Promise<unknown[][]> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query({ text: sql, rowMode: "array" });
  await client.end();
  return rows;
}

describe("migrating", () => {
  it("applies what is missing, in order, and a second time nothing", async () => {
    const url = await newDatabase();
    expect(await migrate(url)).toEqual(all);
    expect(await migrate(url)).toEqual([]);
  });

  it("is done once by processes that start together on an empty database", async () => {
    const env = { ...process.env, URL: await newDatabase() };
    const program = `
      import { migrate } from "./lib/infra/migrate.ts";
      console.log((await migrate(process.env.URL)).length);`;
    const start = () => promisify(execFile)(process.execPath, run(program), { env });
    const runs = await Promise.all([start(), start(), start(), start()]);
    expect(runs.map(({ stdout }) => Number(stdout)).sort()).toEqual([0, 0, 0, all.length]);
  });

  it("leaves nothing of a script that fails, and goes on once its cause is gone", async () => {
    const url = await newDatabase();
    await query(url, "CREATE FUNCTION hufu_ring_devices() RETURNS void LANGUAGE sql AS ''"); // the second script makes it too
    await expect(migrate(url)).rejects.toThrow(/"hufu_ring_devices" already exists.*_bells/);
    expect(await query(url, "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'hufu%'")).toEqual([["0"]]);
    await query(url, "DROP FUNCTION hufu_ring_devices()");
    expect(await migrate(url)).toEqual(all.slice(1));
  });
});

describe("a process that is killed while it migrates", () => {
  const program = `
    import pg from "pg";
    import { migrate } from "./lib/infra/migrate.ts";
    const { query } = pg.Client.prototype;
    let left = Number(process.env.STATEMENT);
    pg.Client.prototype.query = function (...args) {
      if (--left === 0 && process.env.WHEN === "before") process.kill(process.pid, "SIGKILL");
      const answer = query.apply(this, args);
      if (left === 0) process.kill(process.pid, "SIGKILL"); // it is on its way: the server runs it all the same
      return answer;
    };
    await migrate(process.env.URL);`;

  async function killed(url: string, when: string, statement: number): Promise<void> {
    const env = { ...process.env, URL: url, WHEN: when, STATEMENT: String(statement) };
    const [, signal] = await once(spawn(process.execPath, run(program), { env, stdio: "inherit" }), "exit");
    expect(signal).toBe("SIGKILL");
  }

  // The first script is the ninth statement, the second the thirteenth.
  const length = 7 + 4 * all.length;
  const STATEMENTS = process.env.HUFU_LONG ? Array.from({ length }, (_, i) => i + 1) : [9, 10, 13];
  it.each(["before", "after"])(
    "%s a statement is sent leaves a database that the next one goes on with",
    async (when) => {
      for (const statement of STATEMENTS) {
        const url = await newDatabase();
        await killed(url, when, statement);
        await migrate(url);
        expect(await migrate(url)).toEqual([]);
        const finished = "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1";
        expect(await query(url, finished)).toEqual(all.map((name) => [name]));
      }
    },
    120_000,
  );
});

describe("a PostgreSQL that cannot be used", () => {
  const changed = (change: (url: URL) => void) => {
    const url = new URL(inject("postgresUrl"));
    change(url);
    return url.href;
  };
  it.each<[string, () => string, RegExp]>([
    ["is not there", () => changed((url) => Object.assign(url, { port: "1" })), /ECONNREFUSED/],
    [
      "has several addresses, none of which answers",
      () => changed((url) => Object.assign(url, { host: "localhost:1" })),
      /ECONNREFUSED/,
    ],
    [
      "has no such host",
      () => changed((url) => Object.assign(url, { hostname: "nowhere.invalid" })),
      /nowhere\.invalid/,
    ],
    ["refuses the password", () => changed((url) => Object.assign(url, { password: "s3cret" })), /password/],
    [
      "has no such database",
      () => changed((url) => Object.assign(url, { pathname: "nowhere" })),
      /"nowhere" does not exist/,
    ],
    ["is no URL", () => "postgresql://hufu:s3cret#x@localhost/hufu", /not a URL.*percent-encoded/],
  ])("is said in one line without name or password: it %s", async (_what, url, reason) => {
    const message = await migrate(url()).then(String, (error: Error) => error.message);
    expect(message).toMatch(/^The database that DATABASE_URL names could not be opened or migrated: .+$/);
    expect(message).toMatch(reason);
    expect(message).not.toMatch(/s3cret|two-halves|hufu:/);
  });
});
