/** Two clocks read together, in milliseconds: one that nobody sets, and the machine's time of day. */
export type ClockReading = { readonly monotonicMs: number; readonly wallMs: number };

/** How long what was read of the feed is trusted: Hufu's promise. In milliseconds. */
export const FEED_TRUST_MS = 5_000;

export const readClocks = (): ClockReading => ({ monotonicMs: performance.now(), wallMs: Date.now() });

/**
 * How old the last completed read of the revocation feed is. A read counts from when it began: what was committed after
 * that it may not have seen.
 */
export class FeedFreshness {
  #began: ClockReading | null = null;

  /** A read that began then has come to its end: everything committed before has been applied. */
  completed(began: ClockReading): void {
    if (!this.#began || began.monotonicMs > this.#began.monotonicMs) this.#began = began;
  }

  /** In milliseconds, by the clock that shows more: the monotonic one stands still while a machine is suspended. */
  ageMs({ monotonicMs, wallMs }: ClockReading): number {
    if (!this.#began) return Number.POSITIVE_INFINITY;
    return Math.max(monotonicMs - this.#began.monotonicMs, wallMs - this.#began.wallMs);
  }

  /** Whether the index may be trusted. */
  isFresh(now: ClockReading = readClocks()): boolean {
    return this.ageMs(now) <= FEED_TRUST_MS;
  }
}
