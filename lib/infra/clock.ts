import "server-only";
import { processWide } from "../shared/process-wide";

/** What time it was at one moment of the clock that nobody sets, and by this machine; all in milliseconds. */
type Anchor = { readonly timeMs: number; readonly monotonicMs: number; readonly wallMs: number };

/** What the two clocks of a machine that was never suspended differ by at the most. */
const MAX_LATE_MS = 1_000;

const holder = () => processWide<{ anchor: Anchor | null }>("clock", () => ({ anchor: null }));

/**
 * The time. Read by app/ and start-up only; everything below takes `now` as an argument.
 *
 * With SQLite it is this machine's. With PostgreSQL it is the database's, or twenty seconds between two instances would
 * turn a repeated refresh into theft: each process asks for it at every poll of the feed and goes on from there by the
 * clock that nobody sets, so that a machine whose time of day jumps does not take its sessions along.
 */
export const clock = {
  now(): Date {
    const { anchor } = holder();
    return anchor ? new Date(anchor.timeMs + performance.now() - anchor.monotonicMs) : new Date();
  },

  /** Whether the machine may have been suspended since the shared clock was last asked: the monotonic one stood still. */
  mayBeLate(): boolean {
    const { anchor } = holder();
    if (!anchor) return false;
    return Date.now() - anchor.wallMs - (performance.now() - anchor.monotonicMs) > MAX_LATE_MS;
  },
};

/** An answer slower than this says too little about when it was given. */
const MAX_ROUND_TRIP_MS = 500;

/** Sets the clock by one that others share. @param ask answers with the time there */
export async function setClockBy(ask: () => Promise<Date>): Promise<void> {
  const asked = performance.now();
  const time = await ask();
  const answered = performance.now();
  if (answered - asked > MAX_ROUND_TRIP_MS && holder().anchor) return;
  holder().anchor = { timeMs: time.getTime(), monotonicMs: (asked + answered) / 2, wallMs: Date.now() };
}
