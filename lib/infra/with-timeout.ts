import "server-only";

/** Waited for in vain. What was asked may still be answered; nobody listens then. */
export class TimeoutError extends Error {
  override name = "TimeoutError";
  readonly code = "ETIMEDOUT";
}

/** How long a process that goes on after it was held up has to read what has arrived. */
const READ_MS = 50;

/**
 * The value of `promise`, if it comes within `ms` (more than 50). A process that was stopped or held up finds its timers due before it
 * has read what arrived meanwhile: an answer that is there already counts.
 * @throws TimeoutError
 */
export function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new TimeoutError(`No answer within ${ms} ms`));
    let timer = setTimeout(() => {
      timer = setTimeout(giveUp, READ_MS);
    }, ms - READ_MS);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
