import "server-only";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { processWide } from "../shared/process-wide";
import { config } from "./config";
import { PrismaClient } from "./generated/sqlite/client/client";
import { SafeSqlite } from "./sqlite-client";

/** Inside a transaction: everything but what opens or closes connections and transactions. */
export type Transaction = Parameters<Parameters<PrismaClient["$transaction"]>[0]>[0];

/** Prisma's codes for a lock or a place in line that was waited for in vain: nothing was written. */
const BUSY_CODES = new Set(["P1008", "P2024", "P2028"]);

/** Whether the database was too busy to take a write. Asking again later may succeed. */
export const isDatabaseBusy = (error: unknown): boolean =>
  BUSY_CODES.has(String((error as { code?: unknown } | null)?.code));

const sqlitePath = (databaseUrl: string): string => resolve(databaseUrl.slice("file:".length));

/** A SQLite database's URL as the driver reads it: absolute, with what a path may hold and a URL may not escaped. */
export const sqliteUrl = (databaseUrl: string): string => pathToFileURL(sqlitePath(databaseUrl)).href;

/**
 * Makes the file before SQLite does, which would make it readable by everyone. A file that is there is not opened: closing
 * any descriptor of it would drop the locks that this process's connections hold, and the next process to open it
 * would take the log away from under them (https://sqlite.org/howtocorrupt.html §2.2).
 */
function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/**
 * The driver adapter for a database URL. A SQLite file's folder is made if it is missing.
 * @param maxConnections of PostgreSQL; SQLite has one
 */
export async function adapterFor(databaseUrl: string, maxConnections = 10) {
  if (databaseUrl.startsWith("file:")) {
    const path = sqlitePath(databaseUrl);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    createPrivately(path);
    return new SafeSqlite({ url: sqliteUrl(databaseUrl) });
  }
  const { PrismaPg } = await import("@prisma/adapter-pg");
  return new PrismaPg({ connectionString: databaseUrl, max: maxConnections });
}

/** A client of its own. Most want the one that all share: `database()`. */
export async function connect(maxConnections?: number): Promise<PrismaClient> {
  const { databaseUrl } = config();
  const adapter = await adapterFor(databaseUrl, maxConnections);
  const options = { adapter, errorFormat: "minimal" as const, transactionOptions: { maxWait: 5_000, timeout: 10_000 } };
  if (databaseUrl.startsWith("file:")) return new PrismaClient(options);
  const postgresql = await import("./generated/postgresql/client/client");
  // Both clients come from one description; the SQLite types are the narrower ones, so what compiles runs on both.
  return new postgresql.PrismaClient(options) as unknown as PrismaClient;
}

/** The database of this process, connected on first use. */
export const database = (): Promise<PrismaClient> => processWide("database", () => connect());

/**
 * Runs `work` in one transaction: all of it is written, or nothing.
 * On SQLite it holds the write lock from its first statement, on PostgreSQL the locks of the rows it touches.
 */
export async function inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return (await database()).$transaction(work);
}

/** Closes the database. A SQLite file is whole by itself then: what its log held is written into it. */
export async function closeDatabase(): Promise<void> {
  const db = await database();
  if (config().databaseUrl.startsWith("file:")) await db.$queryRaw`PRAGMA wal_checkpoint(TRUNCATE)`;
  await db.$disconnect();
}
