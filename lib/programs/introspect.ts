import "server-only";
import { config } from "../infra/config";
import { BROWSER_CLIENT_ID } from "../infra/oauth-clients";
import { findLiveRefreshToken } from "../sessions/rotate-session";
import { verifySession } from "../sessions/verify-session";
import { toSeconds } from "../shared/time";
import { isPersonalToken } from "./personal-token-text";
import { findPersonalToken } from "./personal-tokens";

/** What a service is told of a token; of one that is not good, that alone. Times in seconds. @see RFC 7662 §2.2 */
export type Introspection = { active: false } | ({ active: true } & Record<string, unknown>);

const INACTIVE: Introspection = { active: false };

async function ofPersonal(token: string, now: Date): Promise<Introspection> {
  const found = await findPersonalToken(token, undefined, now);
  if (!found) return INACTIVE;
  const { userId: sub, scope, createdAt, expiresAt } = found;
  const exp = expiresAt ? { exp: toSeconds(expiresAt) } : {};
  return { active: true, token_type: "Bearer", iss: config().appUrl, sub, scope, iat: toSeconds(createdAt), ...exp };
}

/** Of its own client alone: no service may take one for an access token, which it is told about as well. */
async function ofRefreshToken(token: string, askedBy: string, now: Date): Promise<Introspection> {
  const session = await findLiveRefreshToken(token, now);
  if (session?.clientId !== askedBy) return INACTIVE;
  const { id: sid, userId: sub, clientId: client_id, scope, expiresAt } = session;
  return { active: true, iss: config().appUrl, sub, client_id, sid, scope, exp: toSeconds(expiresAt) };
}

/**
 * What a token is worth now, revocation included. A browser's is no bearer token: it is good in its cookie alone.
 * @param askedBy id of the client that asks
 * @throws Problem `unavailable` where that cannot be told
 * @see RFC 7662 §4
 */
export async function introspect(token: string, askedBy: string, now: Date): Promise<Introspection> {
  if (isPersonalToken(token)) return ofPersonal(token, now);
  const claims = await verifySession(token, now);
  if (!claims) return ofRefreshToken(token, askedBy, now);
  return { active: true, ...(claims.client_id !== BROWSER_CLIENT_ID && { token_type: "Bearer" }), ...claims };
}
