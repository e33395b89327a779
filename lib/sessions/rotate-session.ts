import "server-only";
import { clock } from "../infra/clock";
import { config } from "../infra/config";
import { database, inTransaction } from "../infra/db";
import { keys } from "../infra/keys";
import { Problem } from "../shared/errors";
import { addSeconds } from "../shared/time";
import { alertStolenToken } from "./alerts";
import { isDeviceCookie } from "./device-cookie";
import { revokingTransaction } from "./end-sessions";
import { type IssuedTokens, issueTokens } from "./issue-tokens";
import { type EndReason, idleEnd, lapseReason } from "./policy";
import { revocationIndex } from "./process-index";
import { isGenuine, parseRefreshToken, type RefreshClaim } from "./refresh-token";
import { recordEvents } from "./security-events";
import type { Client } from "./start-session";

export type Rotation =
  | { outcome: "renewed"; tokens: IssuedTokens }
  /** Not a token of ours, or of a session that is gone. Nothing was changed. */
  | { outcome: "unknown" }
  /** A token of a session that is over, and why. */
  | { outcome: "ended"; reason: EndReason };

const SELECTED = {
  id: true,
  userId: true,
  deviceId: true,
  clientId: true,
  scope: true,
  method: true,
  remembered: true,
  generation: true,
  rotatedAt: true,
  refreshSalt: true,
  refreshKeyVersion: true,
  authTime: true,
  ip: true,
  expiresAt: true,
  absoluteExpiresAt: true,
  endedAt: true,
  endReason: true,
  user: { select: { tokensValidFrom: true } },
  device: { select: { cookieHash: true, previousCookieHash: true, cookieRenewedAt: true } },
} as const;

async function findByClaim(claim: RefreshClaim) {
  const session = await (await database()).session.findUnique({ where: { id: claim.sid }, select: SELECTED });
  return session && isGenuine(claim, session, keys().refresh.byVersion) ? session : null;
}

type FoundSession = NonNullable<Awaited<ReturnType<typeof findByClaim>>>;

/**
 * Which session a refresh token names, be it current, spent or of a session that is over: enough to end that session.
 * @returns null for a token that we did not make
 */
export async function findSessionOfRefreshToken(
  token: string,
): Promise<{ id: string; userId: string; endReason: string | null } | null> {
  const claim = parseRefreshToken(token);
  return claim ? findByClaim(claim) : null;
}

async function end(session: FoundSession, reason: EndReason, client: Client, now: Date): Promise<Rotation> {
  const { id, userId } = session;
  await revokingTransaction(async (tx, endWithin) => {
    const ended = await endWithin({ scope: { userId, id }, reason, now, ip: client.ip });
    const isTheft = reason === "reuse-detected" && ended.length > 0; // told once, however many come with the old token
    if (isTheft) await alertStolenToken(tx, userId, { sessionId: id, client, now });
  }, now);
  return { outcome: "ended", reason };
}

/** One conditional UPDATE spends a generation: whoever's count is 1 has won. */
async function spend(session: FoundSession, client: Client, now: Date): Promise<FoundSession | null> {
  const next = {
    generation: session.generation + 1,
    rotatedAt: now,
    lastSeenAt: now,
    ip: client.ip,
    place: client.place,
    expiresAt: idleEnd(now, session.remembered, session.absoluteExpiresAt),
  };
  const { count } = await (await database()).session.updateMany({
    where: { id: session.id, generation: session.generation, endedAt: null, expiresAt: { gt: now } },
    data: next,
  });
  return count === 1 ? { ...session, ...next } : null;
}

/** Tokens for a generation that was good when its row was read; null if the session was ended since. */
async function renew(session: FoundSession): Promise<Rotation | null> {
  const tokens = await issueTokens(session);
  return revocationIndex().isRevoked(tokens.claims) ? null : { outcome: "renewed", tokens };
}

/** Whether a spent token may still stand for its successor: the last one, moments ago, from the very same browser. */
const isWithinGrace = (claim: RefreshClaim, session: FoundSession, client: Client, now: Date): boolean =>
  claim.generation === session.generation - 1 &&
  now < addSeconds(session.rotatedAt, config().refreshGraceSeconds) &&
  isDeviceCookie(client.deviceCookie, session.device, now);

/**
 * Renews a session by its refresh token. Idempotent: parallel tabs and a retry after a lost response get the very
 * same successor, because it is derived and not drawn. A token spent longer ago is theft, and ends the session.
 *
 * @throws Problem `unavailable` when the time cannot be told, or the key of the new token cannot be read
 * @see RFC 9700 §4.14.2
 */
export async function rotateSession(token: string, client: Client, now: Date): Promise<Rotation> {
  const claim = parseRefreshToken(token);
  // Twice: who loses the race for a generation, or against a revocation, reads the row again and finds the winner's.
  for (let attempt = 0; claim && attempt < 2; attempt++) {
    const session = await findByClaim(claim);
    if (!session) return { outcome: "unknown" };
    if (session.endedAt) return { outcome: "ended", reason: session.endReason as EndReason }; // written by us alone
    if (session.expiresAt <= now) return end(session, lapseReason(session), client, now);

    if (claim.generation === session.generation) {
      const spent = await spend(session, client, now);
      const renewed = spent && (await renew(spent));
      if (renewed) return renewed;
    } else if (clock.mayBeLate()) {
      throw new Problem("unavailable", { retryAfterSeconds: 1 }); // by a clock that stood still anything is within the grace
    } else if (isWithinGrace(claim, session, client, now)) {
      await noteSecondAddress(session, client, now);
      const renewed = await renew(session);
      if (renewed) return renewed;
    } else if (claim.generation < session.generation) {
      return end(session, "reuse-detected", client, now);
    } else {
      return { outcome: "unknown" }; // from a future that a restored backup has forgotten
    }
  }
  return { outcome: "unknown" };
}

/** The grace window is where a thief could hide who acts within seconds of the owner: two addresses in it are recorded. */
async function noteSecondAddress(session: FoundSession, client: Client, now: Date): Promise<void> {
  if (session.ip === client.ip) return;
  const { userId, id, deviceId } = session;
  const event = { type: "refresh-from-two-addresses" as const, userId, sessionId: id, deviceId, ip: client.ip };
  await inTransaction((tx) => recordEvents(tx, [event], now));
}
