import "server-only";
import { type Instant, type RevocationEntry, RevocationIndex } from "../edge/revocation-index";
import { config } from "../infra/config";
import { observeRevocationDelay } from "../infra/metrics";
import { processWide } from "../shared/process-wide";
import { addSeconds, toSeconds } from "../shared/time";
import type { FeedRow } from "./feed";
import { tellReaders } from "./feed-readers";

/** This process's set of what was revoked and could still be unexpired. @param now when it begins; of use the first time */
export const revocationIndex = (now = new Date()): RevocationIndex =>
  processWide("revocation-index", () => new RevocationIndex(config().accessTokenTtlSeconds, toSeconds(now)));

/** The earliest time of day whose entries still matter. */
export const relevantSince = (now: Date): Date =>
  addSeconds(now, -RevocationIndex.keepSeconds(config().accessTokenTtlSeconds));

const instantOf = (now: Date): Instant => ({ uptime: performance.now() / 1000, now: now.getTime() / 1000 });

/** Kinds that take no token back. */
const OTHER_NEWS: readonly string[] = ["profile", "keys"];

function entryOf({ kind, id, before, at }: FeedRow): RevocationEntry | null {
  const seconds = at.getTime() / 1000;
  if (kind === "session" || kind === "key") return { kind, id, at: seconds };
  if (kind === "user" && before !== null) return { kind, id, before, at: seconds };
  return null;
}

/** Makes this process refuse what rows of the feed say is dead. */
export function addToIndex(rows: readonly FeedRow[], now: Date): void {
  const instant = instantOf(now);
  const index = revocationIndex(now);
  for (const row of rows) {
    const entry = entryOf(row);
    if (entry) index.add(entry, instant);
    // A newer version on the same database may take tokens back in ways that this one cannot read.
    else if (!OTHER_NEWS.includes(row.kind)) index.doubt(Math.min(row.at.getTime() / 1000, instant.now));
  }
}

/** Forgets what no unexpired token can speak of any more. */
export const sweepIndex = (now: Date): void => revocationIndex(now).sweep(instantOf(now));

/** The index first, then all who read along: pages that are open, caches, keys. */
export function applyRows(rows: readonly FeedRow[], now: Date): void {
  addToIndex(rows, now);
  tellReaders(rows);
}

/** The same for rows that another process has written. */
export function applyForeignRows(rows: readonly FeedRow[], now: Date): void {
  applyRows(rows, now);
  for (const { kind, at } of rows) {
    if (!OTHER_NEWS.includes(kind)) observeRevocationDelay(Math.max(0, (now.getTime() - at.getTime()) / 1000));
  }
}
