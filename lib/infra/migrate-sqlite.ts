import "server-only";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { execute, type Migrating, read } from "./migration-table";
import { SafeSqlite } from "./sqlite-client";
import { sqliteAdapter, sqliteUrl } from "./sqlite-file";

/** How long a process that starts waits for another's migrations, which a busy machine and a large database may draw out. */
const MIGRATION_PATIENCE_MS = 60_000;

/** The lock is on a file of its own, and ends with the process that holds it. */
const exclusively: Migrating["exclusively"] = async (databaseUrl, work) => {
  // Opened first for its errors, which the engine would hide, and for the folder that the lock's file lies in.
  const database = await sqliteAdapter(databaseUrl, MIGRATION_PATIENCE_MS).connect();
  await execute(database, "SELECT 1 FROM sqlite_schema");
  await database.dispose();
  const url = sqliteUrl(`${databaseUrl}.migration-lock`);
  const client = new SafeSqlite({ url }, MIGRATION_PATIENCE_MS).createClient({ url });
  const lock = await client.transaction("write");
  try {
    return await work(sqliteAdapter(databaseUrl, MIGRATION_PATIENCE_MS));
  } finally {
    await lock.rollback();
    client.close();
  }
};

/**
 * Each script is all or nothing and ends with its number in `user_version`: that number says whether a migration that
 * was begun took effect.
 */
async function settleInterrupted(database: SqlDriverAdapter, names: readonly string[]): Promise<void> {
  const [[version] = [0]] = await read(database, "PRAGMA user_version");
  const unfinished = "finished_at IS NULL AND rolled_back_at IS NULL";
  const begun = await read(database, `SELECT id, migration_name FROM _prisma_migrations WHERE ${unfinished}`);
  for (const [id, name] of begun) {
    const isApplied = Number(version) > names.indexOf(String(name));
    const settle = isApplied
      ? "UPDATE _prisma_migrations SET finished_at = started_at, applied_steps_count = 1"
      : "DELETE FROM _prisma_migrations";
    await execute(database, `${settle} WHERE id = '${id}'`);
  }
}

export const migratingSqlite: Migrating = {
  exclusively,
  tableQuery: "SELECT 1 FROM sqlite_schema WHERE name = '_prisma_migrations'",
  settleInterrupted,
};
