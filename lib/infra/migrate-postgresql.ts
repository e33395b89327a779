import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { execute, type Migrating } from "./migration-table";
import { connectionOptions } from "./postgresql-client";

/** The engine's own, so that Prisma's command line keeps to it too. Held by a connection, and gone with it. */
const LOCK = 72_707_369;
/** How long a start waits for a connection. Its process is busy then, and hears late. */
const CONNECT_TIMEOUT_MS = 10_000;
/** How long one start waits for another's migrations, and a migration for the locks of those who serve. */
const LOCK_TIMEOUT_MS = 60_000;

/** Marks the one migration that has been begun as finished. Run together with its script. */
const MARK = "UPDATE _prisma_migrations SET finished_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL";

/**
 * What the engine works through. A script goes out in one message, which PostgreSQL runs in one transaction, with the
 * mark at its end: it took effect and says so, or it did neither, whenever the process was killed. (The adapter as it
 * comes cuts scripts at each semicolon, also at those within functions.)
 */
function atomicFactory(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const inner = new PrismaPg(pool);
  const connect = async (): Promise<SqlDriverAdapter> => {
    const adapter = await inner.connect();
    adapter.executeScript = async (script) => void (await execute(adapter, `${script}\n;${MARK}`));
    return adapter;
  };
  const { provider, adapterName } = inner;
  return { provider, adapterName, connect, connectToShadowDb: () => inner.connectToShadowDb() };
}

/**
 * One connection for the lock and all that is done under it: when its process is killed in the middle of a script,
 * the server lets go of the lock only after that script.
 */
const exclusively: Migrating["exclusively"] = async (databaseUrl, work) => {
  const pool = new pg.Pool({
    ...connectionOptions(databaseUrl),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    max: 1,
    idleTimeoutMillis: 0,
    lock_timeout: LOCK_TIMEOUT_MS,
  });
  pool.on("error", () => undefined); // what is asked next says it
  try {
    await pool.query(`SELECT pg_advisory_lock(${LOCK})`);
    return await work(atomicFactory(pool));
  } finally {
    await pool.end();
  }
};

/** What is not marked as finished did not take effect. */
async function settleInterrupted(database: SqlDriverAdapter): Promise<void> {
  await execute(database, "DELETE FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL");
}

export const migratingPostgresql: Migrating = {
  exclusively,
  tableQuery: "SELECT 1 WHERE to_regclass('_prisma_migrations') IS NOT NULL",
  settleInterrupted,
};
