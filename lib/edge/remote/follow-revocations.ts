import { type ClockReading, FEED_TRUST_MS, FeedFreshness } from "../feed-freshness";
import { type RevocationEntry, RevocationIndex } from "../revocation-index";
import { readEntry, readPage } from "./feed-page";
import { type Fetch, fetchJson, messageOf } from "./fetch-json";
import { oneAtATime } from "./one-at-a-time";
import { pause } from "./pause";
import { readStream } from "./read-stream";

/** How old knowledge may be before a request reads the feed itself, where nothing else does; in milliseconds. */
const READ_AFTER_MS = 1_000;
/** The same while `follow` runs, which reads every two seconds. */
const READ_AFTER_FOLLOWED_MS = 3_000;
const POLL_MS = 2_000;
/** After a failure requests do not try again at once, or an outage would make each of them wait. */
const RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 10_000;

export type FeedOptions = {
  /** Of `GET /api/auth/revocations`. */
  url: string;
  /** Hufu's FEED_TOKEN. */
  token: string;
  accessTokenTtlSeconds: number;
  fetch: Fetch;
  clocks: () => ClockReading;
  timeoutMs: number;
};

export type FollowedFeed = {
  readonly index: RevocationIndex;
  /** Whether the index has been told everything up to a few seconds ago. */
  isFresh: () => boolean;
  /** Reads the feed if nobody has for a second. Never throws: what is not known shows in `isFresh`. */
  keepUp: () => Promise<void>;
  /** Reads along until it is aborted. For programs that live on between requests. */
  follow: (signal: AbortSignal) => Promise<void>;
  /** Why the last read failed; null: it did not. */
  fault: () => string | null;
};

/**
 * Follows Hufu's revocation feed from anywhere.
 *
 * Pages are the truth. A page that was read to the end counts from when it was asked for, by this machine's own clocks: no
 * clock of Hufu's takes part, and an answer that was held up on the way is as old as it is. The event stream only makes
 * it quicker: what it says is applied, but that it is quiet proves nothing.
 */
export function followRevocations({ url, token, accessTokenTtlSeconds, ...given }: FeedOptions): FollowedFeed {
  const { fetch, clocks, timeoutMs } = given;
  const authorization = `Bearer ${token}`;
  const freshness = new FeedFreshness();
  const index = new RevocationIndex(accessTokenTtlSeconds, clocks().wallMs / 1000);
  /** All entries up to this one were applied; null before the first page. Moved by pages alone. */
  let cursor: number | null = null;
  let fault: string | null = null;
  let failedMs = Number.NEGATIVE_INFINITY;
  let isFollowed = false;

  const age = () => freshness.ageMs(clocks());
  const seconds = () => clocks().wallMs / 1000;
  const add = (entry: RevocationEntry) => {
    const { monotonicMs, wallMs } = clocks();
    index.add(entry, { uptime: monotonicMs / 1000, now: wallMs / 1000 });
  };

  async function readPages(progress: () => void): Promise<void> {
    for (let isEnd = false; !isEnd; ) {
      progress();
      const began = clocks();
      const after = cursor;
      const query = after === null ? "" : `?after=${after}`;
      const { body } = await fetchJson(fetch, url + query, timeoutMs, { authorization });
      const { entries, unreadAt, isFull, next } = readPage(body, seconds());
      for (const entry of entries) add(entry);
      if (unreadAt !== null) index.doubt(unreadAt);
      if (isFull && next === after) throw new Error("The revocation feed does not go on");
      // Numbers that go back are those of a restored backup: what they stand for is read from the start.
      const isPutBack = after !== null && next < after;
      cursor = isPutBack ? null : next;
      isEnd = !isFull && !isPutBack;
      if (isEnd) freshness.completed(began);
    }
  }

  const reading = oneAtATime(
    async (progress) => {
      try {
        await readPages(progress);
        fault = null;
      } catch (error) {
        fault = messageOf(error);
        failedMs = clocks().monotonicMs;
      }
      const { monotonicMs, wallMs } = clocks();
      index.sweep({ uptime: monotonicMs / 1000, now: wallMs / 1000 });
    },
    timeoutMs,
    () => clocks().monotonicMs,
  );

  async function keepUp(): Promise<void> {
    if (age() <= (isFollowed ? READ_AFTER_FOLLOWED_MS : READ_AFTER_MS)) return;
    if (age() <= FEED_TRUST_MS && reading.isRunning()) return; // someone reads, and what is known is good until then
    if (clocks().monotonicMs - failedMs < RETRY_MS) return;
    await reading.run();
  }

  async function poll(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await reading.run();
      await pause(fault === null ? POLL_MS : RETRY_MS, signal);
    }
  }

  async function listen(signal: AbortSignal): Promise<void> {
    let waitMs = RETRY_MS;
    while (!signal.aborted) {
      try {
        const headers = { authorization, ...(cursor !== null && { "last-event-id": String(cursor) }) };
        for await (const row of readStream(fetch, url, headers, signal)) {
          waitMs = RETRY_MS;
          const entry = readEntry(row, seconds());
          if (entry) add(entry); // what cannot be read, the next page tells of
        }
      } catch {
        // Cut, refused or hung: pages tell what is new, and whether Hufu answers at all.
      }
      await pause(waitMs * (0.5 + Math.random() / 2), signal);
      waitMs = Math.min(waitMs * 2, LONGEST_RETRY_MS);
    }
  }

  async function follow(signal: AbortSignal): Promise<void> {
    isFollowed = true;
    await Promise.all([poll(signal), reading.run().then(() => listen(signal))]);
    isFollowed = false;
  }

  return { index, isFresh: () => freshness.isFresh(clocks()), keepUp, follow, fault: () => fault };
}
