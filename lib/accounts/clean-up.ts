import "server-only";
import { LONGEST_COOKIE_SECONDS } from "../edge/cookie";
import { config } from "../infra/config";
import { database } from "../infra/db";
import { type Batch, inBatches, type Pace } from "../infra/in-batches";
import { eraseFailed, removeFinished } from "../mails/clean-up-mails";
import { endLapsed } from "../sessions/end-lapsed";
import { relevantSince } from "../sessions/process-index";
import { addSeconds } from "../shared/time";
import { eraseLeftAccounts } from "./erase-accounts";

const HOUR = 3_600;

/** Finds the oldest rows of a kind and removes them, by the index that its order goes by. */
const removeOldest =
  <Key>(find: (take: number) => Promise<Key[]>, remove: (keys: Key[]) => Promise<unknown>): Batch =>
  async (size) => {
    const keys = await find(size);
    if (keys.length > 0) await remove(keys);
    return { count: keys.length, isDone: keys.length < size };
  };

const idsOf = (rows: { id: string }[]) => ({ id: { in: rows.map(({ id }) => id) } });

/** What is in nobody's interest any more, in the order in which it goes: what is marked first is removed a retention later. */
async function tasks(now: Date): Promise<Record<string, Batch>> {
  const {
    session,
    securityEvent,
    operationToken,
    revocation,
    device,
    personalToken,
    deviceGrant,
    rateLimiterFlexible,
  } = await database();
  const retention = { lt: addSeconds(now, -config().eventRetentionSeconds) };
  const select = { id: true } as const;
  // A process that was asleep meanwhile sees the gap, and begins anew.
  const spoken = { at: { lt: addSeconds(relevantSince(now), -HOUR) } };
  const isGone = { cookieRenewedAt: { lt: addSeconds(now, -LONGEST_COOKIE_SECONDS) }, sessions: { none: {} } };
  return {
    "sessions ended": endLapsed(now),
    "accounts erased": eraseLeftAccounts(now),
    "sessions removed": removeOldest(
      (take) => session.findMany({ where: { endedAt: retention }, orderBy: { endedAt: "asc" }, take, select }),
      (rows) => session.deleteMany({ where: idsOf(rows) }),
    ),
    "events removed": removeOldest(
      (take) => securityEvent.findMany({ where: { at: retention }, orderBy: { at: "asc" }, take, select }),
      (rows) => securityEvent.deleteMany({ where: idsOf(rows) }),
    ),
    "feed entries removed": removeOldest(
      (take) => revocation.findMany({ where: spoken, orderBy: { at: "asc" }, take, select: { seq: true } }),
      (rows) => revocation.deleteMany({ where: { seq: { in: rows.map(({ seq }) => seq) } } }),
    ),
    "links removed": removeOldest(
      (take) =>
        operationToken.findMany({ where: { expiresAt: { lte: now } }, orderBy: { expiresAt: "asc" }, take, select }),
      (rows) => operationToken.deleteMany({ where: idsOf(rows) }),
    ),
    "personal tokens removed": removeOldest(
      (take) => personalToken.findMany({ where: { endedAt: retention }, orderBy: { endedAt: "asc" }, take, select }),
      (rows) => personalToken.deleteMany({ where: idsOf(rows) }),
    ),
    "expired personal tokens removed": removeOldest(
      (take) =>
        personalToken.findMany({ where: { expiresAt: retention }, orderBy: { expiresAt: "asc" }, take, select }),
      (rows) => personalToken.deleteMany({ where: idsOf(rows) }),
    ),
    "device grants removed": removeOldest(
      (take) =>
        deviceGrant.findMany({ where: { expiresAt: { lte: now } }, orderBy: { expiresAt: "asc" }, take, select }),
      (rows) => deviceGrant.deleteMany({ where: idsOf(rows) }),
    ),
    "counters removed": removeOldest(
      (take) =>
        rateLimiterFlexible.findMany({
          where: { expire: { lte: now } },
          orderBy: { expire: "asc" },
          take,
          select: { key: true },
        }),
      (rows) =>
        rateLimiterFlexible.deleteMany({ where: { key: { in: rows.map(({ key }) => key) }, expire: { lte: now } } }),
    ),
    "failed mails erased": eraseFailed(now),
    "failed mails removed": removeFinished("failed", now),
    "sent mails removed": removeFinished("sent", now),
    "orders of mails removed": removeFinished("done", now),
    "devices removed": removeOldest(
      (take) => device.findMany({ where: isGone, orderBy: { cookieRenewedAt: "asc" }, take, select }),
      (rows) => device.deleteMany({ where: { ...idsOf(rows), ...isGone } }),
    ),
  };
}

/**
 * Removes what has expired and is kept no longer, and erases the accounts of those who have left.
 * @returns how many rows of each kind
 */
export async function cleanUp(now: Date, pace: Pace): Promise<Record<string, number>> {
  const done: Record<string, number> = {};
  for (const [name, batch] of Object.entries(await tasks(now))) {
    if (pace.signal?.aborted) break;
    done[name] = await inBatches(batch, pace);
  }
  return done;
}
