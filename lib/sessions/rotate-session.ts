import "server-only";
import { clock } from "../infra/clock";
import { config } from "../infra/config";
import { database, inTransaction } from "../infra/db";
import { keys } from "../infra/keys";
import { BROWSER_CLIENT_ID } from "../infra/oauth-clients";
import { Problem } from "../shared/errors";
import { OAuthError } from "../shared/oauth-error";
import type { Scope } from "../shared/scopes";
import { addSeconds } from "../shared/time";
import { isDeviceCookie } from "./device-cookie";
import { endByToken } from "./end-by-token";
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
  accessJti: true,
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
): Promise<{ id: string; userId: string; clientId: string; endReason: string | null } | null> {
  const claim = parseRefreshToken(token);
  return claim ? findByClaim(claim) : null;
}

/** The session that a refresh token would renew now; null for one that is spent, or whose session is over. */
export async function findLiveRefreshToken(token: string, now: Date): Promise<FoundSession | null> {
  const claim = parseRefreshToken(token);
  const session = claim && (await findByClaim(claim));
  if (!session || session.accessJti !== null || session.endedAt || session.expiresAt <= now) return null;
  return claim.generation === session.generation ? session : null;
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
async function renew(session: FoundSession, { narrowTo }: Presenter): Promise<Rotation | null> {
  const tokens = await issueTokens(narrowTo ? { ...session, scope: narrowTo.join(" ") } : session);
  return revocationIndex().isRevoked(tokens.claims) ? null : { outcome: "renewed", tokens };
}

/** Whether a spent token may still stand for its successor: the last one, moments ago, of a browser from the very same. */
const isWithinGrace = (claim: RefreshClaim, session: FoundSession, client: Client, now: Date): boolean =>
  claim.generation === session.generation - 1 &&
  now < addSeconds(session.rotatedAt, config().refreshGraceSeconds) &&
  (session.clientId !== BROWSER_CLIENT_ID || isDeviceCookie(client.deviceCookie, session.device, now));

/** Who presents a refresh token. */
type Presenter = {
  clientId: string;
  /** Of the scopes that the session has, those that the new access token is to have; by default all (RFC 6749 §6). */
  narrowTo?: readonly Scope[];
};

/**
 * Whether a session is this presenter's to renew. A token that travelled in a cookie is worth nothing elsewhere, nor the
 * other way round.
 * @throws OAuthError `invalid_scope` for more than the session has
 */
function isFor(session: FoundSession, { clientId, narrowTo = [] }: Presenter): boolean {
  if (session.clientId !== clientId || session.accessJti !== null) return false;
  if (narrowTo.some((scope) => !session.scope.split(" ").includes(scope))) {
    throw new OAuthError("invalid_scope", "The session does not have all of these scopes.");
  }
  return true;
}

/**
 * Renews a session by its refresh token. Idempotent: parallel tabs and a retry after a lost response get the very
 * same successor, because it is derived and not drawn. A token spent longer ago is theft, and ends the session.
 *
 * @param presenter by default a browser
 * @throws Problem `unavailable` when the time cannot be told, or the key of the new token cannot be read; OAuthError
 * `invalid_scope`
 * @see RFC 9700 §4.14.2
 */
export async function rotateSession(
  token: string,
  client: Client,
  now: Date,
  presenter: Presenter = { clientId: BROWSER_CLIENT_ID },
): Promise<Rotation> {
  const claim = parseRefreshToken(token);
  // Twice: who loses the race for a generation, or against a revocation, reads the row again and finds the winner's.
  for (let attempt = 0; claim && attempt < 2; attempt++) {
    const session = await findByClaim(claim);
    if (!session || !isFor(session, presenter)) return { outcome: "unknown" };
    if (session.endedAt) return { outcome: "ended", reason: session.endReason as EndReason }; // written by us alone
    if (session.expiresAt <= now) return endByToken(session, lapseReason(session), client, now);

    if (claim.generation === session.generation) {
      const spent = await spend(session, client, now);
      const renewed = spent && (await renew(spent, presenter));
      if (renewed) return renewed;
    } else if (clock.mayBeLate()) {
      throw new Problem("unavailable", { retryAfterSeconds: 1 }); // by a clock that stood still anything is within the grace
    } else if (isWithinGrace(claim, session, client, now)) {
      await noteSecondAddress(session, client, now);
      const renewed = await renew(session, presenter);
      if (renewed) return renewed;
    } else if (claim.generation < session.generation) {
      return endByToken(session, "reuse-detected", client, now);
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
