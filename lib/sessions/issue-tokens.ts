import "server-only";
import { randomBytes, randomInt } from "node:crypto";
import { type AccessClaims, signAccessToken } from "../edge/access-token";
import type { SigningKey } from "../edge/key-set";
import { config } from "../infra/config";
import { keys, reloadKeys } from "../infra/keys";
import { Problem } from "../shared/errors";
import { toSeconds } from "../shared/time";
import { revocationIndex } from "./process-index";
import { deriveRefreshToken } from "./refresh-token";

/** Tokens shorter than this, in seconds, are not shortened further. */
const JITTERED_FROM_SECONDS = 60;

/** What of a session's row its tokens are made from. */
export type TokenSource = {
  id: string;
  userId: string;
  clientId: string;
  scope: string;
  method: string;
  /** Null: the access token's id is a new one each time. */
  accessJti: string | null;
  generation: number;
  rotatedAt: Date;
  refreshSalt: string;
  refreshKeyVersion: number;
  authTime: Date;
  expiresAt: Date;
  remembered: boolean;
  user: { tokensValidFrom: Date | null };
};

export type IssuedTokens = {
  accessToken: string;
  claims: AccessClaims;
  refreshToken: string;
  /** When the session lapses unless it is used. */
  sessionExpiresAt: Date;
  remembered: boolean;
};

/** A token's `jti`: 96 random bits. @see RFC 7519 §4.1.7 */
export const randomTokenId = (): string => randomBytes(12).toString("base64url");

/** Authentication methods as RFC 8176 names them; those that it does not know go by our own names. */
const AMR: Record<string, string[]> = { password: ["pwd"] };

/** Up to 10% off, at random, so that tabs and fleets do not renew in step. */
const lifetimeSeconds = (): number => {
  const full = config().accessTokenTtlSeconds;
  return full < JITTERED_FROM_SECONDS ? full : full - randomInt(Math.floor(full / 10) + 1);
};

/**
 * What new tokens are signed with. A key that the feed has just called dead may still be the one this process knows.
 * @throws Problem `unavailable` when its successor cannot be read now
 */
async function signingKey(): Promise<SigningKey> {
  if (revocationIndex().isWithdrawn(keys().signing.kid)) await reloadKeys();
  const { signing } = keys();
  if (revocationIndex().isWithdrawn(signing.kid)) throw new Problem("unavailable", { retryAfterSeconds: 1 });
  return signing;
}

/**
 * Signs the tokens of a session's current generation. Their time counts from the instant its row was written, not from
 * now: a process that was stopped in between mints nothing that outlives the revocation index.
 */
export async function issueTokens(session: TokenSource): Promise<IssuedTokens> {
  const { appUrl, audience } = config();
  const validFrom = session.user.tokensValidFrom;
  const iat = Math.max(toSeconds(session.rotatedAt), validFrom ? toSeconds(validFrom) : 0);
  const claims: AccessClaims = {
    iss: appUrl,
    aud: audience,
    sub: session.userId,
    client_id: session.clientId,
    sid: session.id,
    jti: session.accessJti ?? randomTokenId(),
    iat,
    nbf: iat,
    exp: Math.min(iat + lifetimeSeconds(), toSeconds(session.expiresAt)),
    auth_time: toSeconds(session.authTime),
    amr: AMR[session.method] ?? [session.method],
    scope: session.scope,
  };
  return {
    accessToken: await signAccessToken(claims, await signingKey()),
    claims,
    refreshToken: deriveRefreshToken(session, session.generation, keys().refresh.byVersion),
    sessionExpiresAt: session.expiresAt,
    remembered: session.remembered,
  };
}
