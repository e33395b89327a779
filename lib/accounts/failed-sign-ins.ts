import "server-only";
import { inTransaction, type Transaction } from "../infra/db";
import { faultFields, log } from "../infra/log";
import { recordEvents } from "../sessions/security-events";
import { LruMap } from "../shared/lru-map";
import { processWide } from "../shared/process-wide";

/** Kept of one account: enough to see that someone tries, too few for a flood to fill the table. A minute's by one process. */
export const KEPT_A_MINUTE = 10;
/** By all processes, but for what two of them write at once. A day is one of UTC. */
export const KEPT_A_DAY = 100;
const TYPE = "sign-in-failed";
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

const dayOf = (at: Date): number => Math.floor(at.getTime() / DAY_MS);

/** Counts one more attempt at an account. @returns whether it is still to be kept */
function isWithinBounds(userId: string, at: Date): boolean {
  const { counts } = noted();
  const minute = Math.floor(at.getTime() / MINUTE_MS);
  const day = dayOf(at);
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
    await inTransaction((tx) => writeBatch(tx, batch));
  } catch (fault) {
    state.pending = [...batch, ...state.pending].slice(0, MOST_PENDING);
    throw fault;
  }
}

/** How many failures of each account are kept already, of one day: other processes write too, and this one may be new. */
async function keptOf(tx: Transaction, userIds: string[], day: number): Promise<Map<string, number>> {
  const at = { gte: new Date(day * DAY_MS), lt: new Date((day + 1) * DAY_MS) };
  const where = { userId: { in: userIds }, at, type: TYPE };
  const counts = await tx.securityEvent.groupBy({ by: ["userId"], where, _count: { _all: true } });
  return new Map(counts.map(({ userId, _count }) => [userId, _count._all]));
}

/** Writes what there is room for. */
async function writeBatch(tx: Transaction, batch: readonly Failure[]): Promise<void> {
  const ids = [...new Set(batch.map(({ userId }) => userId))];
  const users = await tx.user.findMany({ where: { id: { in: ids } }, select: { id: true } });
  const known = users.map(({ id }) => id); // an account may be gone by now, and its failures with it
  const rows: Failure[] = [];
  for (const day of new Set(batch.map(({ at }) => dayOf(at)))) {
    const kept = await keptOf(tx, known, day);
    for (const failure of batch.filter(({ at }) => dayOf(at) === day)) {
      const before = kept.get(failure.userId) ?? 0;
      if (!known.includes(failure.userId) || before >= KEPT_A_DAY) continue;
      kept.set(failure.userId, before + 1);
      rows.push(failure);
    }
  }
  const now = new Date(Math.max(...batch.map(({ at }) => at.getTime())));
  await recordEvents(
    tx,
    rows.map((row) => ({ type: TYPE, ...row })),
    now,
  );
}
