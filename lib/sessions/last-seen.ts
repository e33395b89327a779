import "server-only";
import { database } from "../infra/db";
import { faultFields, log } from "../infra/log";
import { processWide } from "../shared/process-wide";
import { fromSeconds } from "../shared/time";

/** A session's last use is written at most this often. */
const WRITE_EVERY_SECONDS = 60;
const FLUSH_EVERY_MS = 10_000;
/** Databases bound the parameters of a statement; SQLite's bound is 32,766. */
const BATCH_SIZE = 1_000;

type Activity = {
  /** Session id to the second of its last use, not yet written. */
  pending: Map<string, number>;
  /** Session id to the second that was last written. */
  written: Map<string, number>;
};

const activity = () => processWide<Activity>("last-seen", () => ({ pending: new Map(), written: new Map() }));

/**
 * Notes that a session was used, for a later write. No I/O: it stands on the hot path.
 * @param tokenIssuedAt `iat` of its access token, in seconds: that instant was written together with the token
 */
export function noteActivity(sessionId: string, tokenIssuedAt: number, nowSeconds: number): void {
  if (nowSeconds - tokenIssuedAt < WRITE_EVERY_SECONDS) return;
  const { pending, written } = activity();
  if (nowSeconds - (written.get(sessionId) ?? 0) >= WRITE_EVERY_SECONDS) pending.set(sessionId, nowSeconds);
}

/** Writes what was noted. What is lost in a crash is a minute of "last active". */
export async function flushActivity(): Promise<void> {
  const { pending, written } = activity();
  const batch = [...pending];
  pending.clear();
  for (let start = 0; start < batch.length; start += BATCH_SIZE)
    await writeBatch(batch.slice(start, start + BATCH_SIZE));
  for (const [id, seconds] of batch) {
    written.delete(id);
    written.set(id, seconds);
  }
  const newest = batch.at(-1)?.[1] ?? 0;
  for (const [id, seconds] of written) {
    if (newest - seconds < WRITE_EVERY_SECONDS) break; // in order of writing: the rest is younger
    written.delete(id);
  }
}

/** One statement for all, at the time of the last: they lie within the seconds between two flushes. */
async function writeBatch(batch: readonly [string, number][]): Promise<void> {
  const lastSeenAt = fromSeconds(Math.max(...batch.map(([, seconds]) => seconds)));
  await (await database()).session.updateMany({
    where: { id: { in: batch.map(([id]) => id) }, endedAt: null, lastSeenAt: { lt: lastSeenAt } },
    data: { lastSeenAt },
  });
}

/** Flushes in the background until the process ends. */
export function flushActivityRegularly(): void {
  const timer = setInterval(() => {
    flushActivity().catch((fault: unknown) => log().warn(faultFields(fault), "Last use of sessions was not written"));
  }, FLUSH_EVERY_MS);
  timer.unref();
}
