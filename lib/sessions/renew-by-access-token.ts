import "server-only";
import type { AccessClaims } from "../edge/access-token";
import { database } from "../infra/db";
import { earlier } from "../shared/time";
import { endByToken } from "./end-by-token";
import { type IssuedTokens, issueTokens, randomTokenId } from "./issue-tokens";
import { accessEnd, type EndReason, lapseReason } from "./policy";
import { revocationIndex } from "./process-index";
import type { Client } from "./start-session";
import { readOwnToken } from "./verifier";

export type Renewal =
  | { outcome: "renewed"; tokens: IssuedTokens }
  /** The session has a refresh token, which renews it; or it is not there any more. Nothing was changed. */
  | { outcome: "not-renewable" }
  | { outcome: "ended"; reason: EndReason };

const SOURCE = {
  id: true,
  userId: true,
  clientId: true,
  scope: true,
  method: true,
  accessJti: true,
  generation: true,
  rotatedAt: true,
  refreshSalt: true,
  refreshKeyVersion: true,
  authTime: true,
  expiresAt: true,
  remembered: true,
  user: { select: { tokensValidFrom: true } },
} as const;

/** One conditional UPDATE spends the presented token: whoever's count is 1 has won. */
async function spend({ sid, sub, jti }: AccessClaims, client: Client, absoluteEnd: Date, now: Date): Promise<boolean> {
  const { count } = await (await database()).session.updateMany({
    where: { id: sid, userId: sub, accessJti: jti, endedAt: null, expiresAt: { gt: now } },
    data: {
      accessJti: randomTokenId(),
      generation: { increment: 1 },
      rotatedAt: now,
      lastSeenAt: now,
      ip: client.ip,
      place: client.place,
      expiresAt: earlier(accessEnd(now), absoluteEnd),
    },
  });
  return count === 1;
}

/**
 * Ends the session of a spent token that comes again after its time: whoever was first was not its owner, or is not now.
 * @param token that was just refused
 */
export async function endIfReplayed(token: string, client: Client, now: Date): Promise<void> {
  const claims = await readOwnToken(token);
  if (!claims) return;
  const where = { id: claims.sid, userId: claims.sub };
  const live = { ...where, endedAt: null, expiresAt: { gt: now } };
  const found = await (await database()).session.findFirst({ where: live, select: { accessJti: true } });
  if (found?.accessJti && found.accessJti !== claims.jti) await endByToken(where, "reuse-detected", client, now);
}

/**
 * Renews a session that was opened without a refresh token, by its access token that is still good. That is spent: presented
 * again it is a copy, and ends the session. There is no time of grace: whose answer was lost signs in again.
 * @param claims of a token that has just been verified
 */
export async function renewByAccessToken(claims: AccessClaims, client: Client, now: Date): Promise<Renewal> {
  const { session } = await database();
  const where = { id: claims.sid, userId: claims.sub };
  const found = await session.findFirst({
    where,
    select: { accessJti: true, expiresAt: true, absoluteExpiresAt: true, endedAt: true, endReason: true },
  });
  if (!found?.accessJti) return { outcome: "not-renewable" };
  if (found.endedAt) return { outcome: "ended", reason: found.endReason as EndReason }; // written by us alone
  if (found.expiresAt <= now) return endByToken(where, lapseReason(found), client, now);
  if (!(await spend(claims, client, found.absoluteExpiresAt, now))) {
    return endByToken(where, "reuse-detected", client, now);
  }
  const source = await session.findFirst({ where: { ...where, endedAt: null }, select: SOURCE });
  const tokens = source && (await issueTokens(source));
  const isGood = tokens !== null && !revocationIndex().isRevoked(tokens.claims);
  return isGood ? { outcome: "renewed", tokens } : { outcome: "not-renewable" };
}
