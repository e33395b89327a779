import "server-only";
import { database } from "../infra/db";
import type { Batch } from "../infra/in-batches";
import { addSeconds } from "../shared/time";
import { GIVE_UP_SECONDS } from "./send-mails";

/** That a mail was sent, or could not be, is kept so long for its reader to ask and the operator to answer. In seconds. */
const DAY = 86_400;
/** An order is there to be counted within an hour. */
const KEPT_SECONDS = { sent: 30 * DAY, failed: 30 * DAY, done: DAY };

type End = keyof typeof KEPT_SECONDS;

/** Mails of one state by their last attempt, the oldest first: as the index has them. */
async function finishedBefore(state: End, before: Date, take: number, where: object = {}) {
  const mails = await (await database()).outgoingMail.findMany({
    where: { state, nextAttemptAt: { lt: before }, ...where },
    orderBy: { nextAttemptAt: "asc" },
    take,
    select: { id: true },
  });
  return mails.map(({ id }) => id);
}

/** Erases what mails say that were given up, once it would be too late to send them. */
export const eraseFailed =
  (now: Date): Batch =>
  async (size) => {
    const ids = await finishedBefore("failed", addSeconds(now, -GIVE_UP_SECONDS), size, { sealed: { not: null } });
    const where = { id: { in: ids } };
    if (ids.length > 0) await (await database()).outgoingMail.updateMany({ where, data: { sealed: null } });
    return { count: ids.length, isDone: ids.length < size };
  };

/** Removes mails and orders that are done with. */
export const removeFinished =
  (state: End, now: Date): Batch =>
  async (size) => {
    const ids = await finishedBefore(state, addSeconds(now, -KEPT_SECONDS[state]), size);
    if (ids.length > 0) await (await database()).outgoingMail.deleteMany({ where: { id: { in: ids } } });
    return { count: ids.length, isDone: ids.length < size };
  };
