import "server-only";
import { setTimeout as pause } from "node:timers/promises";

/** Above what the work takes, below what a person notices; in milliseconds. */
const STEP_MS = 100;

/**
 * Does something whose time would tell what it has found: its answer comes a whole number of tenths of a second after it
 * was asked for, whether it is good or a throw.
 */
export async function inEvenTime<T>(work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  try {
    return await work();
  } finally {
    const took = performance.now() - began;
    await pause(Math.ceil(took / STEP_MS) * STEP_MS - took);
  }
}
