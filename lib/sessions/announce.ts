import "server-only";
import { inTransaction, type Transaction } from "../infra/db";
import { appendToFeed, type FeedEntry, type FeedRow } from "./feed";
import { noteOwnRows } from "./follow-feed";
import { applyRows } from "./process-index";

/**
 * Runs `work` in one transaction in which what it announces is appended to the revocation feed; once that has committed,
 * this process acts on it, before the answer is sent. Other processes follow.
 */
export async function announcingTransaction<T>(
  work: (tx: Transaction, announce: (entry: FeedEntry) => void) => Promise<T>,
  now: Date,
): Promise<T> {
  let rows: FeedRow[] = [];
  const result = await inTransaction(async (tx) => {
    const entries: FeedEntry[] = [];
    const value = await work(tx, (entry) => entries.push(entry));
    rows = await appendToFeed(tx, entries, now); // last, for it locks the counter until the commit
    return value;
  });
  noteOwnRows(rows);
  applyRows(rows, now);
  return result;
}
