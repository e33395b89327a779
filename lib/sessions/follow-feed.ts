import "server-only";
import { FeedFreshness, readClocks } from "../edge/feed-freshness";
import { feedDatabase } from "../infra/feed-database";
import { log } from "../infra/log";
import { withTimeout } from "../infra/with-timeout";
import { processWide } from "../shared/process-wide";
import { type FeedRow, readFeed, readFeedSince, readHead } from "./feed";
import { resetReaders } from "./feed-readers";
import { addToIndex, applyForeignRows, relevantSince, revocationIndex, sweepIndex } from "./process-index";

/** Rows read at once. */
const PAGE = 1_000;
/** A query of the feed that takes longer has failed; in milliseconds. */
const QUERY_TIMEOUT_MS = 2_000;

type Following = {
  /** All entries up to this one were applied; null before the first read. */
  cursor: bigint | null;
  /** Entries beyond the cursor that this process wrote and applied itself. */
  readonly own: Set<bigint>;
  readonly freshness: FeedFreshness;
  reading: Promise<void> | null;
  isRungAgain: boolean;
};

const following = () =>
  processWide<Following>("following", () => ({
    cursor: null,
    own: new Set(),
    freshness: new FeedFreshness(),
    reading: null,
    isRungAgain: false,
  }));

/** Whether this process has been told all but the last few seconds. */
export const isFeedFresh = (): boolean => following().freshness.isFresh();

/** How old the last completed read of the feed is, in seconds. */
export const feedAgeSeconds = (): number => following().freshness.ageMs(readClocks()) / 1000;

/** Rows that this process has just committed and applied: the follower is to pass over them. */
export function noteOwnRows(rows: readonly FeedRow[]): void {
  const { cursor, own } = following();
  if (cursor !== null) for (const { seq } of rows) if (seq > cursor) own.add(seq);
}

/**
 * Reads what is new in the feed and applies it. A call while a read is under way is answered by another read after it:
 * the one under way may have passed by already.
 * @param now tells the time of day
 * @throws when the database does not answer; the index is then trusted for a few seconds more
 */
export function catchUp(now: () => Date): Promise<void> {
  const state = following();
  if (state.reading) {
    state.isRungAgain = true;
    return state.reading;
  }
  const readUntilQuiet = async () => {
    do {
      state.isRungAgain = false;
      await readNew(state, now);
    } while (state.isRungAgain);
  };
  state.reading = readUntilQuiet().finally(() => {
    state.reading = null;
  });
  return state.reading;
}

async function readNew(state: Following, now: () => Date): Promise<void> {
  const began = readClocks();
  const db = await feedDatabase();
  const head = await withTimeout(readHead(db), QUERY_TIMEOUT_MS);
  if (state.cursor === null) await begin(state, head, now);
  else if (head < state.cursor) await beginAnew(state, head, now, "The revocation feed was put back");
  while (state.cursor !== null && state.cursor < head) {
    const rows = await withTimeout(readFeed(db, state.cursor, PAGE), QUERY_TIMEOUT_MS);
    const last = rows.at(-1)?.seq;
    if (last === undefined || last - state.cursor !== BigInt(rows.length)) {
      await beginAnew(state, head, now, "Entries of the revocation feed are missing");
      break;
    }
    applyForeignRows(
      rows.filter(({ seq }) => !state.own.delete(seq)),
      now(),
    );
    state.cursor = last;
  }
  sweepIndex(now());
  state.freshness.completed(began);
}

/** Reads all entries that still matter, whatever their numbers. */
async function begin(state: Following, head: bigint, now: () => Date): Promise<void> {
  revocationIndex(now()); // begins before the read: what it does not speak for counts from here
  const pages = readFeedSince(await feedDatabase(), relevantSince(now()), PAGE);
  for (;;) {
    const page = await withTimeout(pages.next(), QUERY_TIMEOUT_MS);
    if (page.done) break;
    addToIndex(page.value, now());
  }
  state.own.clear();
  state.cursor = head; // read before them: what has been appended since comes with the next read
}

/** The numbers do not go on from where we are: a backup was restored, or rows were removed by hand. */
async function beginAnew(state: Following, head: bigint, now: () => Date, why: string): Promise<void> {
  log().warn({ cursor: String(state.cursor), head: String(head) }, why);
  await begin(state, head, now);
  resetReaders();
}
