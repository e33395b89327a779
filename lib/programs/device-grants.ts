import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { database, inTransaction, type Transaction } from "../infra/db";
import { randomId } from "../infra/random-id";
import { macOf } from "../infra/seal";
import { describeDevice } from "../infra/user-agent";
import { lockSession } from "../sessions/lock-session";
import { recordEvents } from "../sessions/security-events";
import type { Client } from "../sessions/start-session";
import { Problem } from "../shared/errors";
import { OAuthError } from "../shared/oauth-error";
import { delegable, parseScopes, type Scope } from "../shared/scopes";
import { addSeconds } from "../shared/time";
import { clientName } from "./clients";
import { parseUserCode, randomUserCode } from "./user-code";

export const GRANT_SECONDS = 600;
/** Between two questions of a program, and what is added where it asks too fast. @see RFC 8628 §3.2, §3.5 */
export const INTERVAL_SECONDS = 5;
/** Timers and networks: who comes that much early is not too fast. */
const EARLY_SECONDS = 1;

const hashDeviceCode = (code: string): string => createHash("sha256").update(code).digest("base64url");
const macOfUserCode = (code: string): string => macOf("user-code", code);

/** Begins to wait for a person: makes the code that the program asks with, and the one that it shows. */
export async function beginDeviceGrant(
  { clientId, scope, client }: { clientId: string; scope: readonly Scope[]; client: Client },
  now: Date,
): Promise<{ deviceCode: string; userCode: string }> {
  const [deviceCode, userCode] = [randomBytes(32).toString("base64url"), randomUserCode()];
  await (await database()).deviceGrant.create({
    data: {
      id: randomId(),
      deviceCodeHash: hashDeviceCode(deviceCode),
      userCodeMac: macOfUserCode(userCode),
      clientId,
      scope: scope.join(" "),
      state: "pending",
      ip: client.ip,
      place: client.place,
      userAgent: describeDevice(client.userAgent).userAgent,
      intervalSeconds: INTERVAL_SECONDS,
      createdAt: now,
      expiresAt: addSeconds(now, GRANT_SECONDS),
    },
    select: { id: true },
  });
  return { deviceCode, userCode };
}

/** A program that waits, as the person sees it who decides. */
export type WaitingProgram = {
  id: string;
  /** As it is shown. */
  userCode: string;
  clientId: string;
  scope: readonly Scope[];
  ip: string | null;
  place: string | null;
  userAgent: string | null;
  createdAt: Date;
};

/** Who waits with a code; null for a wrong or an old one, and where it was decided. */
export async function findWaitingProgram(typed: string, now: Date): Promise<WaitingProgram | null> {
  const userCode = parseUserCode(typed);
  if (!userCode) return null;
  const found = await (await database()).deviceGrant.findFirst({
    where: { userCodeMac: macOfUserCode(userCode), state: "pending", expiresAt: { gt: now } },
    select: { id: true, clientId: true, scope: true, ip: true, place: true, userAgent: true, createdAt: true },
  });
  return found && { ...found, userCode, scope: parseScopes(found.scope) ?? [] };
}

type Decision = {
  userId: string;
  sessionId: string;
  /** What that session was granted. */
  held: string;
  /** When the person had shown who they are. */
  authTime: Date;
  allow: boolean;
  now: Date;
  ip: string | null;
};

/**
 * Lets a program in, to no more than the session that decides can do, or turns it away.
 * @returns false where it was decided or is over in the meantime
 * @throws Problem `scope_not_granted` where nothing is left of what it asks for, `unauthenticated` where the session has ended
 */
export async function decide({ id, clientId, scope }: WaitingProgram, decision: Decision): Promise<boolean> {
  const { userId, sessionId, held, authTime, allow, now, ip } = decision;
  const granted = delegable(scope, held);
  if (allow && granted.length === 0) throw new Problem("scope_not_granted");
  return inTransaction(async (tx) => {
    if (!(await lockSession(tx, { id: sessionId, userId }))) throw new Problem("unauthenticated");
    const user = await tx.user.findUnique({ where: { id: userId }, select: { credentialVersion: true } });
    const { count } = await tx.deviceGrant.updateMany({
      where: { id, state: "pending", expiresAt: { gt: now } },
      data: {
        state: allow ? "allowed" : "denied",
        scope: granted.join(" "),
        userId,
        credentialVersion: user?.credentialVersion,
        authTime,
      },
    });
    if (!user || count === 0) return false;
    const type = allow ? ("program-allowed" as const) : ("program-denied" as const);
    await recordEvents(tx, [{ userId, type, sessionId, about: clientName(clientId), ip }], now);
    return true;
  });
}

export type AllowedGrant = {
  id: string;
  userId: string;
  credentialVersion: number;
  authTime: Date;
  scope: readonly Scope[];
};

/** Notes that a program has asked. @returns false where it was too fast; from now on it is to wait longer */
async function isPatient(id: string, intervalSeconds: number, now: Date): Promise<boolean> {
  const { deviceGrant } = await database();
  const latest = addSeconds(now, EARLY_SECONDS - intervalSeconds);
  const { count } = await deviceGrant.updateMany({
    where: { id, OR: [{ askedAt: null }, { askedAt: { lte: latest } }] },
    data: { askedAt: now },
  });
  if (count === 1) return true;
  await deviceGrant.updateMany({
    where: { id },
    data: { askedAt: now, intervalSeconds: { increment: INTERVAL_SECONDS } },
  });
  return false;
}

/**
 * What has become of a program that waits, by the code that it asks with. It is spent in the transaction that opens the
 * session.
 * @throws OAuthError `authorization_pending`, `slow_down`, `access_denied`, `expired_token`, `invalid_grant`
 * @see RFC 8628 §3.5
 */
export async function findAllowedGrant(deviceCode: string, clientId: string, now: Date): Promise<AllowedGrant> {
  const found = await (await database()).deviceGrant.findUnique({
    where: { deviceCodeHash: hashDeviceCode(deviceCode) },
  });
  if (!found || found.clientId !== clientId || found.state === "spent") throw unknownCode();
  if (found.state === "denied")
    throw new OAuthError("access_denied", "The person has turned this program away, or signed a device out since.");
  if (found.expiresAt <= now) throw new OAuthError("expired_token", "The code has expired. Ask for a new one.");
  const { id, userId, credentialVersion, authTime, scope } = found;
  if (found.state === "allowed" && userId !== null && credentialVersion !== null && authTime) {
    return { id, userId, credentialVersion, authTime, scope: parseScopes(scope) ?? [] };
  }
  if (await isPatient(id, found.intervalSeconds, now)) {
    throw new OAuthError("authorization_pending", "Nobody has decided yet. Ask again after the interval.");
  }
  throw new OAuthError("slow_down", "That was too fast. Wait five seconds longer between two questions.");
}

const unknownCode = () => new OAuthError("invalid_grant", "This code is unknown, or has been used.");

/** @throws OAuthError `invalid_grant` when another request did so before, or it was taken back */
export async function spendGrant(tx: Transaction, { id }: AllowedGrant): Promise<void> {
  const { count } = await tx.deviceGrant.updateMany({ where: { id, state: "allowed" }, data: { state: "spent" } });
  if (count === 0) throw unknownCode();
}
