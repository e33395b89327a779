import "server-only";
import { cleanUp } from "../accounts/clean-up";
import { clock } from "../infra/clock";
import type { Pace } from "../infra/in-batches";
import { faultFields, log } from "../infra/log";
import { countCleaned, observeCleanUpBatch } from "../infra/metrics";
import { oneAtATime } from "../infra/one-at-a-time";
import { processWide } from "../shared/process-wide";

const EVERY_MS = 15 * 60_000;
/** A process that has just started has other things to do, and those that start together do not all begin at once. */
const FIRST_AFTER_MS = 60_000;
/** Beside people who wait for answers. */
const SHARE = 0.1;
/** The purpose of the lock. */
const CLEAN_UP = 1;

/** Cleans up unless another instance is at it. @returns how many rows of each kind; null where another does it */
export const cleanUpAlone = (pace: Pace): Promise<Record<string, number> | null> =>
  oneAtATime(CLEAN_UP, () => cleanUp(clock.now(), pace));

type Job = { timer: NodeJS.Timeout | null; stopping: AbortController; round: Promise<void> | null };
const job = () => processWide<Job>("clean-up", () => ({ timer: null, stopping: new AbortController(), round: null }));

async function round(): Promise<void> {
  try {
    const onBatch = (ms: number) => observeCleanUpBatch(ms / 1000);
    const done = await cleanUpAlone({ share: SHARE, signal: job().stopping.signal, onBatch });
    for (const [what, count] of Object.entries(done ?? {})) countCleaned(what, count);
  } catch (fault) {
    log().warn(faultFields(fault), "Cleaning up was interrupted: it goes on with the next round");
  }
}

function schedule(afterMs: number): void {
  const state = job();
  if (state.stopping.signal.aborted) return;
  state.timer = setTimeout(() => {
    state.round = round().finally(() => {
      state.round = null;
      schedule(EVERY_MS);
    });
  }, afterMs);
  state.timer.unref();
}

/** Cleans up in the background until the process ends. */
export const cleanUpRegularly = (): void => schedule(FIRST_AFTER_MS * (1 + Math.random()));

/** Ends it after the batch that is under way. */
export async function stopCleaningUp(): Promise<void> {
  const { timer, stopping, round: current } = job();
  stopping.abort();
  if (timer) clearTimeout(timer);
  await current;
}
