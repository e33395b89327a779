import "server-only";
import { setTimeout as pause } from "node:timers/promises";

/** Does a little of what is to be done, with at most `size` rows. @returns how many things it was, and whether that was all */
export type Batch = (size: number) => Promise<{ count: number; isDone: boolean }>;

/** Of one batch, in milliseconds. With SQLite nobody else writes in that time, and this process answers nothing. */
const LONGEST_MS = 8;
const SHORTEST_MS = 3;
const FIRST_SIZE = 10;
const LARGEST_SIZE = 500;

export type Pace = {
  /** Which part of the time the batches may take, from 0 to 1; the rest belongs to others. */
  share: number;
  /** Stops it between two batches. */
  signal?: AbortSignal;
  /** Is told how long each batch took, in milliseconds. */
  onBatch?: (ms: number) => void;
};

/**
 * Does something long in batches so short that nobody waits for it: their size follows the time that they take.
 * @returns how many things it was
 */
export async function inBatches(batch: Batch, { share, signal, onBatch }: Pace): Promise<number> {
  let total = 0;
  for (let size = FIRST_SIZE; !signal?.aborted; ) {
    const began = performance.now();
    const { count, isDone } = await batch(size);
    const took = performance.now() - began;
    onBatch?.(took);
    total += count;
    if (isDone) break;
    if (took > LONGEST_MS) size = Math.max(1, Math.floor(size / 2));
    else if (took < SHORTEST_MS) size = Math.min(LARGEST_SIZE, Math.ceil(size * 1.25));
    await pause((took * (1 - share)) / share);
  }
  return total;
}
