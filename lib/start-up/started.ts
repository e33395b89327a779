import "server-only";
import { processWide } from "../shared/process-wide";

type Start = { isDone: boolean; readonly done: Promise<void>; readonly resolve: () => void };

const start = () =>
  processWide<Start>("start", () => {
    let resolve = () => {};
    const done = new Promise<void>((fulfil) => {
      resolve = fulfil;
    });
    return { isDone: false, done, resolve };
  });

/** Whether start-up has come to its end: the tables are there, the keys known, the revocation index read. */
export const isStarted = (): boolean => start().isDone;

/** Requests wait for this: nothing is verified before. A start that fails ends the process. */
export const whenStarted = (): Promise<void> => start().done;

export function declareStarted(): void {
  start().isDone = true;
  start().resolve();
}
