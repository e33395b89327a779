const LOOK_EVERY_MS = 10;

export type OneAtATime = {
  /** Runs, or waits for the run under way, at most as long as one may take. */
  run: () => Promise<void>;
  isRunning: () => boolean;
};

/**
 * Lets one run at a time. Those who come meanwhile wait by timers of their own and never on the other's promise: on edge
 * runtimes that belongs to another request, and is never settled where its client has left.
 * @param act to call `progress` with each step; after `timeoutMs` without one its run counts as dead. Handles its own faults.
 */
export function oneAtATime(
  act: (progress: () => void) => Promise<void>,
  timeoutMs: number,
  nowMs: () => number,
): OneAtATime {
  /** The run under way. */
  let current: { steppedMs: number } | null = null;
  const isRunning = () => current !== null && nowMs() - current.steppedMs <= timeoutMs;

  const wait = async () => {
    const awaited = current;
    const until = nowMs() + timeoutMs;
    while (current === awaited && isRunning() && nowMs() < until) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  };

  const run = async () => {
    if (isRunning()) return wait();
    const mine = { steppedMs: nowMs() };
    current = mine;
    const progress = () => {
      mine.steppedMs = nowMs();
    };
    try {
      await act(progress);
    } finally {
      if (current === mine) current = null;
    }
  };
  return { run, isRunning };
}
