import "server-only";
import { FEED_PAGE_SIZE } from "../edge/remote/feed-page";
import { database } from "../infra/db";
import { JWKS_MAX_AGE_SECONDS } from "../infra/key-ring";
import { withTimeout } from "../infra/with-timeout";
import { addSeconds, earlier, fromSeconds } from "../shared/time";
import { type FeedRow, PUBLIC_KINDS, readFeed, readHead, readStart } from "./feed";
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

const TIMEOUT_MS = 2_000;

/**
 * A verifier that begins now may be handed a key set from a cache on the way, so the entries of keys withdrawn since that
 * was made have to be there, however short-lived tokens are.
 */
const publishedSince = (now: Date): Date => earlier(relevantSince(now), addSeconds(now, -2 * JWKS_MAX_AGE_SECONDS));

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
 * @param after number of the last entry that is known; null: from the first that can still matter. So too where it lies
 * beyond the last entry: a backup was restored, and what the reader knows by these numbers are others
 * @throws when the database does not answer
 */
export async function readPublicPage(after: bigint | null, now: Date): Promise<PublicPage> {
  const db = await database(); // not the follower's connection: readers elsewhere must not keep this process from hearing
  const head = await withTimeout(readHead(db), TIMEOUT_MS); // before the entries: what comes in between is read next time
  const known =
    after !== null && after <= head ? after : await withTimeout(readStart(db, publishedSince(now)), TIMEOUT_MS);
  const rows = await withTimeout(readFeed(db, known ?? head, FEED_PAGE_SIZE, PUBLIC_KINDS), TIMEOUT_MS);
  const last = rows.at(-1)?.seq ?? 0n;
  const isFull = rows.length === FEED_PAGE_SIZE;
  return { events: rows.map(toPublic), next: Number(isFull || last > head ? last : head) };
}
