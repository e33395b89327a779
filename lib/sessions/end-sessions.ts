import "server-only";
import type { Transaction } from "../infra/db";
import { fromSeconds, toSeconds } from "../shared/time";
import { announcingTransaction } from "./announce";
import { endPersonalTokens } from "./end-personal-tokens";
import type { FeedEntry } from "./feed";
import { type EndReason, isTakenBack, lapseReason } from "./policy";
import { recordEvents } from "./security-events";

/** Which live sessions to end. A user's sessions are always found by the user's id too: that is the ownership check. */
export type SessionScope =
  | { userId: string; id?: string | { not: string } | { in: string[] } }
  /** Whatever session a device or a request holds, whoever's it is. */
  | { liveDeviceId: string }
  | { id: string | { in: string[] } };

export type EndedSession = { id: string; userId: string; deviceId: string; rotatedAt: Date };

type EndRequest = { scope: SessionScope; reason: EndReason; now: Date; ip?: string | null };

/** Ends sessions inside a revoking transaction. @returns those that were live until now */
export type EndWithin = (request: EndRequest) => Promise<EndedSession[]>;

const ENDED = { id: true, userId: true, deviceId: true, rotatedAt: true } as const;

/** Marks what is live. One statement, so that its answer says which rows this transaction ended. */
const markLive = (tx: Transaction, { scope, reason, now }: EndRequest): Promise<EndedSession[]> =>
  tx.session.updateManyAndReturn({
    where: { ...scope, endedAt: null, expiresAt: { gt: now } },
    data: { endedAt: now, endReason: reason, liveDeviceId: null },
    select: ENDED,
  });

/** Marks what had lapsed unnoticed: it ended then, by its own time, whatever anyone does now. */
async function markLapsed(tx: Transaction, { scope, now }: EndRequest) {
  const isLapsed = { ...scope, endedAt: null, expiresAt: { lte: now } };
  const select = { ...ENDED, expiresAt: true, absoluteExpiresAt: true } as const;
  const marked = [];
  for (const session of await tx.session.findMany({ where: isLapsed, select })) {
    const end = { endedAt: session.expiresAt, endReason: lapseReason(session), liveDeviceId: null };
    const { count } = await tx.session.updateMany({ where: { id: session.id, endedAt: null }, data: end });
    if (count === 1) marked.push({ ...session, reason: end.endReason });
  }
  return marked;
}

/** Marks the rows and records the events; the feed is the caller's. @returns each with why and when it ended */
async function markEnded(tx: Transaction, request: EndRequest) {
  const { reason, now, ip } = request;
  const live = (await markLive(tx, request)).map((session) => ({ ...session, reason, expiresAt: now }));
  const lapsed = await markLapsed(tx, request);
  const events = [...live, ...lapsed].map((session) => ({
    type: "session-ended" as const,
    userId: session.userId,
    sessionId: session.id,
    deviceId: session.deviceId,
    reason: session.reason,
    ip,
    at: session.expiresAt,
  }));
  await recordEvents(tx, events, now);
  return { live, lapsed };
}

/**
 * Turns away the programs that a person has let in and that have not come yet: who takes sessions back cannot see them, and
 * one may have been let in from what is taken back. After the sessions were marked: `lockSession` relies on that.
 */
async function denyWaiting(tx: Transaction, { scope, reason }: EndRequest): Promise<void> {
  if (!("userId" in scope) || !isTakenBack(reason)) return;
  const { userId } = scope;
  await tx.deviceGrant.updateMany({ where: { userId, state: "allowed" }, data: { state: "denied" } });
}

/**
 * The one way to end a session. Runs `work` in one transaction in which `end` marks sessions, appends to the feed and
 * records the events; once it has committed, this process refuses what was ended.
 */
export function revokingTransaction<T>(
  work: (tx: Transaction, end: EndWithin, announce: (entry: FeedEntry) => void) => Promise<T>,
  now: Date,
): Promise<T> {
  return announcingTransaction((tx, announce) => {
    const end: EndWithin = async (request) => {
      const { live, lapsed } = await markEnded(tx, request);
      await denyWaiting(tx, request);
      for (const { id, userId, reason, rotatedAt } of [...live, ...lapsed]) {
        announce({ kind: "session", id, userId, reason, issuedUntil: rotatedAt });
      }
      return live;
    };
    return work(tx, end, announce);
  }, now);
}

/** Ends one of a user's own sessions. @returns false for an unknown id, someone else's, and one that has ended */
export async function endSession(
  userId: string,
  id: string,
  reason: EndReason,
  now: Date,
  ip: string | null,
): Promise<boolean> {
  const ended = await revokingTransaction((_tx, end) => end({ scope: { userId, id }, reason, now, ip }), now);
  return ended.length === 1;
}

/** Ends all sessions of a user but one. @returns how many */
export async function endOtherSessions(userId: string, keepId: string, now: Date, ip: string | null): Promise<number> {
  const scope = { userId, id: { not: keepId } };
  const ended = await revokingTransaction((_tx, end) => end({ scope, reason: "revoked-others", now, ip }), now);
  return ended.length;
}

/**
 * Ends all sessions of a user, and with them whatever token was issued to them before, known or not.
 * @returns how many sessions
 */
export async function endAllSessions(userId: string, reason: EndReason, now: Date, ip: string | null): Promise<number> {
  return revokingTransaction(
    async (tx, end, announce) => (await endAllWithin(tx, end, announce, { userId, reason, now, ip })).length,
    now,
  );
}

/** The same, inside a revoking transaction. The tokens that the person made for programs of their own end too. */
export async function endAllWithin(
  tx: Transaction,
  end: EndWithin,
  announce: (entry: FeedEntry) => void,
  { userId, reason, now, ip }: { userId: string; reason: EndReason; now: Date; ip: string | null },
): Promise<EndedSession[]> {
  const before = toSeconds(now);
  // First, for it locks the user's row: a sign-in under way commits before this or sees it.
  await tx.user.updateMany({ where: { id: userId }, data: { tokensValidFrom: fromSeconds(before) } });
  const ended = await end({ scope: { userId }, reason, now, ip });
  await endPersonalTokens(tx, { scope: { userId }, reason, now, ip });
  announce({ kind: "user", id: userId, before, reason });
  return ended;
}
