import { z } from "zod";
import type { RevocationEntry } from "../revocation-index";

/** Entries of a page. One that holds fewer ends with the last that was committed; whoever reads the feed counts on that. */
export const FEED_PAGE_SIZE = 500;

const seconds = z.iso.datetime().transform((text) => Date.parse(text) / 1000);
const id = z.string().min(1).max(128);
/** Without a time that can be read, an entry counts as written when it was read. */
const at = seconds.nullable().catch(null);

const entry = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("session"), id, at }),
  z.object({ kind: z.literal("user"), id, before: seconds, at }),
  z.object({ kind: z.literal("key"), id, at }),
]);

const page = z.object({ events: z.array(z.unknown()).max(FEED_PAGE_SIZE), next: z.int().nonnegative() });

/** What a page of the feed says. */
export type FeedPage = {
  readonly entries: readonly RevocationEntry[];
  /** Of rows that this code cannot read, the latest time of day; in seconds; null: all were read. */
  readonly unreadAt: number | null;
  readonly isFull: boolean;
  /** `after` of the next read. */
  readonly next: number;
};

/** @returns null for a row of a kind that is not known here, or without what its kind needs */
export function readEntry(row: unknown, now: number): RevocationEntry | null {
  const { data } = entry.safeParse(row);
  return data ? { ...data, at: data.at ?? now } : null;
}

/**
 * Reads a page as `GET /api/auth/revocations` answers it. A row that cannot be read spoils no other.
 * @param now time of day, in seconds
 * @throws Error when it is no such page
 */
export function readPage(body: unknown, now: number): FeedPage {
  const parsed = page.safeParse(body);
  if (!parsed.success) throw new Error("The answer is no page of the revocation feed");
  const { events, next } = parsed.data;
  const entries: RevocationEntry[] = [];
  let unreadAt: number | null = null;
  for (const row of events) {
    const known = readEntry(row, now);
    if (known) entries.push(known);
    else unreadAt = Math.max(unreadAt ?? 0, timeOf(row, now));
  }
  return { entries, unreadAt, isFull: events.length === FEED_PAGE_SIZE, next };
}

/** When a row was written that is not understood otherwise; now at the latest, for it has been written. */
function timeOf(row: unknown, now: number): number {
  const written = z.object({ at: seconds }).safeParse(row);
  return written.success ? Math.min(written.data.at, now) : now;
}
