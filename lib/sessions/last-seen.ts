import "server-only";
import { inTransaction } from "../infra/db";
import { faultFields, log } from "../infra/log";
import { processWide } from "../shared/process-wide";
import { fromSeconds } from "../shared/time";

/** A session's last use is written at most this often. */
const WRITE_EVERY_SECONDS = 60;
const FLUSH_EVERY_MS = 10_000;

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

/** Writes what was noted, in one transaction. What is lost in a crash is a minute of "last active". */
export async function flushActivity(): Promise<void> {
  const { pending, written } = activity();
  if (pending.size === 0) return;
  const batch = [...pending];
  pending.clear();
  await inTransaction(async (tx) => {
    for (const [id, seconds] of batch) {
      const lastSeenAt = fromSeconds(seconds);
      await tx.session.updateMany({
        where: { id, endedAt: null, lastSeenAt: { lt: lastSeenAt } },
        data: { lastSeenAt },
      });
    }
  });
  for (const [id, seconds] of batch) {
    written.delete(id);
    written.set(id, seconds);
  }
  const newest = batch[0]?.[1] ?? 0;
  for (const [id, seconds] of written) {
    if (newest - seconds < WRITE_EVERY_SECONDS) break; // in order of writing: the rest is younger
    written.delete(id);
  }
}

/** Flushes in the background until the process ends. */
export function flushActivityRegularly(): void {
  const timer = setInterval(() => {
    flushActivity().catch((fault: unknown) => log().warn(faultFields(fault), "Last use of sessions was not written"));
  }, FLUSH_EVERY_MS);
  timer.unref();
}
