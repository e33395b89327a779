import "server-only";
import { config } from "./config";
import type { Transaction } from "./db";

/**
 * Lets transactions that name the same thing run one after the other, from here to their ends: what one of them counts, the
 * next counts with what that one has written. On SQLite they do so anyway.
 */
export async function lockWithin(tx: Transaction, name: string): Promise<void> {
  if (config().isSqlite) return;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}
