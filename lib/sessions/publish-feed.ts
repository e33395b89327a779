import "server-only";
import { feedDatabase } from "../infra/feed-database";
import { withTimeout } from "../infra/with-timeout";
import { fromSeconds } from "../shared/time";
import { type FeedRow, PUBLIC_KINDS, readFeed, readFeedSince, readHead } from "./feed";
import { relevantSince } from "./process-index";

/** An entry of the feed as other services read it. */
export type PublicEvent = {
  seq: number;
  kind: string;
  id: string;
  /** `user`: tokens issued before this second are dead. */
  before: Date | null;
  reason: string;
  at: Date;
};

/** `next` is the `after` of the next read. A page that is not full holds all that was committed when the read began. */
export type PublicPage = { events: PublicEvent[]; next: number };

/** Entries of a page. */
export const PUBLIC_PAGE_SIZE = 500;
const TIMEOUT_MS = 2_000;

const toPublic = ({ seq, kind, id, before, reason, at }: FeedRow): PublicEvent => ({
  seq: Number(seq),
  kind,
  id,
  before: before === null ? null : fromSeconds(before),
  reason,
  at,
});

/**
 * What of the feed concerns everyone who verifies our tokens.
 * @param after number of the last entry that is known; null: from the first that can still matter
 * @throws when the database does not answer
 */
export async function readPublicPage(after: bigint | null, now: Date): Promise<PublicPage> {
  const db = await feedDatabase();
  const head = await withTimeout(readHead(db), TIMEOUT_MS); // before the entries: what comes in between is read next time
  if (after === null) return { events: await withTimeout(readRelevant(now, head), TIMEOUT_MS), next: Number(head) };
  const rows = await withTimeout(readFeed(db, after, PUBLIC_PAGE_SIZE, PUBLIC_KINDS), TIMEOUT_MS);
  const last = rows.at(-1)?.seq ?? 0n;
  const isFull = rows.length === PUBLIC_PAGE_SIZE;
  return { events: rows.map(toPublic), next: Number(isFull || last > head ? last : head) };
}

/** All entries that can still matter, in order of their numbers. */
async function readRelevant(now: Date, head: bigint): Promise<PublicEvent[]> {
  const rows = new Map<bigint, FeedRow>();
  for await (const page of readFeedSince(await feedDatabase(), relevantSince(now), PUBLIC_PAGE_SIZE)) {
    for (const row of page) if (row.seq <= head) rows.set(row.seq, row);
  }
  const published: readonly string[] = PUBLIC_KINDS;
  const relevant = [...rows.values()].filter(({ kind }) => published.includes(kind));
  return relevant.sort((a, b) => Number(a.seq - b.seq)).map(toPublic);
}
