import { setClockBy } from "../infra/clock";
import { stopFollowing } from "../start-up/follow";

/**
 * Moves this process's clock, which goes on from there. Nothing follows the feed afterwards: that would set the clock right
 * again, and what is verified is verified with the row.
 */
export async function moveClockTo(now: Date): Promise<void> {
  await stopFollowing();
  await setClockBy(async () => now);
}
