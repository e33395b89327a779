import "server-only";
import { inTransaction, type Transaction } from "../infra/db";
import { faultFields, log } from "../infra/log";
import { randomId } from "../infra/random-id";
import type { SecurityEventType } from "../sessions/security-events";
import { LruMap } from "../shared/lru-map";
import { processWide } from "../shared/process-wide";

/** Kept of one account by one process: enough to see that someone tries, too few for a flood to fill the table. */
export const KEPT_A_MINUTE = 10;
export const KEPT_A_DAY = 100;
/** Accounts whose counts are remembered. */
const COUNTED_ACCOUNTS = 10_000;
/** Waiting to be written, of all accounts; more within a second are dropped. */
const MOST_PENDING = 500;
const FLUSH_AFTER_MS = 1_000;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

type Failure = { userId: string; ip: string | null; at: Date };
type Counted = { minute: number; inMinute: number; day: number; inDay: number };
type Noted = { pending: Failure[]; counts: LruMap<string, Counted>; timer: NodeJS.Timeout | null };

const noted = () =>
  processWide<Noted>("failed-sign-ins", () => ({ pending: [], counts: new LruMap(COUNTED_ACCOUNTS), timer: null }));

/** Counts one more attempt at an account. @returns whether it is still to be kept */
function isWithinBounds(userId: string, at: Date): boolean {
  const { counts } = noted();
  const minute = Math.floor(at.getTime() / MINUTE_MS);
  const day = Math.floor(at.getTime() / DAY_MS);
  const before = counts.get(userId);
  const inMinute = before?.minute === minute ? before.inMinute : 0;
  const inDay = before?.day === day ? before.inDay : 0;
  if (inMinute >= KEPT_A_MINUTE || inDay >= KEPT_A_DAY) return false;
  counts.set(userId, { minute, inMinute: inMinute + 1, day, inDay: inDay + 1 });
  return true;
}

/**
 * Notes that a sign-in to an account has failed, for a later write. No I/O: only an account that exists is noted, and a
 * write before the answer would tell by its time that it does. What is lost in a crash is a second of failures.
 */
export function noteFailedSignIn(userId: string, ip: string | null, at: Date): void {
  const state = noted();
  if (state.pending.length >= MOST_PENDING || !isWithinBounds(userId, at)) return;
  state.pending.push({ userId, ip, at });
  if (state.timer) return;
  state.timer = setTimeout(writeBehind, FLUSH_AFTER_MS);
  state.timer.unref();
}

function writeBehind(): void {
  noted().timer = null;
  flushFailedSignIns().catch((fault: unknown) => log().warn(faultFields(fault), "Failed sign-ins were not recorded"));
}

/** Writes what was noted into the security log. After a failure it is kept, and written with what is noted next. */
export async function flushFailedSignIns(): Promise<void> {
  const state = noted();
  const batch = state.pending;
  if (batch.length === 0) return;
  state.pending = [];
  try {
    await inTransaction((tx) => writeThoseThatExist(tx, batch));
  } catch (fault) {
    state.pending = [...batch, ...state.pending].slice(0, MOST_PENDING);
    throw fault;
  }
}

/** An account may be gone by now, and its failures with it. */
async function writeThoseThatExist(tx: Transaction, batch: readonly Failure[]): Promise<void> {
  const ids = [...new Set(batch.map(({ userId }) => userId))];
  const users = await tx.user.findMany({ where: { id: { in: ids } }, select: { id: true } });
  const known = new Set(users.map(({ id }) => id));
  const rows = batch.filter(({ userId }) => known.has(userId));
  if (rows.length === 0) return;
  await tx.securityEvent.createMany({
    data: rows.map((row) => ({ id: randomId(), type: "sign-in-failed" satisfies SecurityEventType, ...row })),
  });
}
