import "server-only";
import { processWide } from "../shared/process-wide";
import { config } from "./config";
import { isConflict } from "./database-busy";
import { PrismaClient } from "./generated/sqlite/client/client";
import { sqliteAdapter } from "./sqlite-file";

/** The types of rows by what is selected of them. */
export type { Prisma } from "./generated/sqlite/client/client";

/** Inside a transaction: everything but what opens or closes connections and transactions. */
export type Transaction = Parameters<Parameters<PrismaClient["$transaction"]>[0]>[0];

/** How often a transaction is begun that loses to others each time. */
const MAX_ATTEMPTS = 5;

/** A client of its own; most want the one that all share, `database()`. @param maxConnections to PostgreSQL */
export async function connect(maxConnections?: number): Promise<PrismaClient> {
  const { databaseUrl } = config();
  const options = { errorFormat: "minimal" as const, transactionOptions: { maxWait: 5_000, timeout: 10_000 } };
  if (databaseUrl.startsWith("file:")) return new PrismaClient({ ...options, adapter: sqliteAdapter(databaseUrl) });
  const { postgresqlAdapter } = await import("./postgresql-client");
  const postgresql = await import("./generated/postgresql/client/client");
  const client = new postgresql.PrismaClient({ ...options, adapter: postgresqlAdapter(databaseUrl, maxConnections) });
  // Both clients come from one description; the SQLite types are the narrower ones, so what compiles runs on both.
  return client as unknown as PrismaClient;
}

/** The database of this process, connected on first use. */
export const database = (): Promise<PrismaClient> => processWide("database", () => connect());

/**
 * Runs `work` in one transaction: all of it is written, or nothing. On SQLite it holds the write lock from its first
 * statement, on PostgreSQL the locks of the rows it touches; there it is run again, from its start, when it was undone
 * for another's sake (a deadlock). What `work` keeps outside the database must bear that.
 */
export async function inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  const db = await database();
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.$transaction(work);
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !isConflict(error)) throw error;
    }
  }
}

/** Closes the database. A SQLite file is whole by itself then: what its log held is written into it. */
export async function closeDatabase(): Promise<void> {
  const db = await database();
  if (config().isSqlite) await db.$queryRaw`PRAGMA wal_checkpoint(TRUNCATE)`;
  await db.$disconnect();
}
