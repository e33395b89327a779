import "server-only";
import { type Instant, type RevocationEntry, RevocationIndex } from "../edge/revocation-index";
import { config } from "../infra/config";
import { faultFields, log } from "../infra/log";
import { observeRevocationDelay } from "../infra/metrics";
import { processWide } from "../shared/process-wide";
import { addSeconds, toSeconds } from "../shared/time";
import type { FeedRow } from "./feed";

/** Takes part in what the feed says besides revocations. To be called any number of times for one row. */
export type FeedReader = {
  onRow: (row: FeedRow) => void;
  /** Something may have been missed: whatever was kept by the feed is not to be believed any more. */
  onReset?: () => void;
};

const readers = () => processWide<Map<string, FeedReader>>("feed-readers", () => new Map());

/** Start-up registers, each under a name of its own, who reads along. */
export const readAlong = (name: string, reader: FeedReader): void => void readers().set(name, reader);

/** This process's set of what was revoked and could still be unexpired. @param now when it begins; of use the first time */
export const revocationIndex = (now = new Date()): RevocationIndex =>
  processWide("revocation-index", () => new RevocationIndex(config().accessTokenTtlSeconds, toSeconds(now)));

/** The earliest time of day whose entries still matter. */
export const relevantSince = (now: Date): Date =>
  addSeconds(now, -RevocationIndex.keepSeconds(config().accessTokenTtlSeconds));

const instantOf = (now: Date): Instant => ({ uptime: performance.now() / 1000, now: now.getTime() / 1000 });

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
  }
}

/** Forgets what no unexpired token can speak of any more. */
export const sweepIndex = (now: Date): void => revocationIndex(now).sweep(instantOf(now));

/** What goes wrong with one who reads along keeps neither the others nor this process from hearing of revocations. */
function forEachReader(act: (reader: FeedReader) => void): void {
  for (const [name, reader] of readers()) {
    try {
      act(reader);
    } catch (fault) {
      log().error({ reader: name, ...faultFields(fault) }, "A reader of the revocation feed failed");
    }
  }
}

/** The index first, then all who read along: pages that are open, caches, keys. */
export function applyRows(rows: readonly FeedRow[], now: Date): void {
  addToIndex(rows, now);
  for (const row of rows) forEachReader(({ onRow }) => onRow(row));
}

/** The same for rows that another process has written. */
export function applyForeignRows(rows: readonly FeedRow[], now: Date): void {
  applyRows(rows, now);
  for (const { at } of rows) observeRevocationDelay(Math.max(0, (now.getTime() - at.getTime()) / 1000));
}

export function resetReaders(): void {
  forEachReader(({ onReset }) => onReset?.());
}
