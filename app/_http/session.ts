import type { AccessClaims } from "@/lib/edge/access-token";
import { clock } from "@/lib/infra/clock";
import { BROWSER_CLIENT_ID } from "@/lib/infra/oauth-clients";
import { isPersonalToken } from "@/lib/programs/personal-token-text";
import { noteActivity } from "@/lib/sessions/last-seen";
import { rotateSession } from "@/lib/sessions/rotate-session";
import { verifySession } from "@/lib/sessions/verify-session";
import { isProblem, Problem } from "@/lib/shared/errors";
import { ACCOUNT, isEnough, type Scope } from "@/lib/shared/scopes";
import { toSeconds } from "@/lib/shared/time";
import { bearerOf } from "./bearer";
import { clientOf } from "./client";
import type { Exchange } from "./exchange";
import { personalBearer } from "./personal-bearer";
import { clearedTokenCookies, readTokens, tokenCookies } from "./session-cookies";

/**
 * The session that a Cookie header holds, verified without the database, or null.
 * @throws Problem `unavailable` when a revocation could not have been heard of, and the database is gone too
 */
export async function findSession(cookieHeader: string | null): Promise<AccessClaims | null> {
  const { access } = readTokens(cookieHeader);
  const claims = access ? await verified(access) : null;
  return claims?.client_id === BROWSER_CLIENT_ID ? claims : null; // a program's token is no cookie
}

/** The claims of an access token that is good now; its use is noted. */
async function verified(token: string): Promise<AccessClaims | null> {
  const now = clock.now();
  const claims = await verifySession(token, now);
  if (claims) noteActivity(claims.sid, claims.iat, toSeconds(now));
  return claims;
}

/**
 * The session of a bearer token. One that was made for cookies is none: no script ever had it, unless it was stolen.
 * @throws Problem `invalid_token`, `insufficient_scope` for a personal access token
 */
async function bearerSession(request: Request, bearer: string): Promise<AccessClaims> {
  if (isPersonalToken(bearer)) {
    await personalBearer(request, bearer);
    throw new Problem("insufficient_scope", { scope: ACCOUNT }); // good, but no session
  }
  const claims = await verified(bearer);
  if (!claims || claims.client_id === BROWSER_CLIENT_ID) throw new Problem("invalid_token");
  return claims;
}

/** @throws Problem `insufficient_scope` @see RFC 6750 §3.1 */
export function requireScope({ scope }: { scope: string }, needed: Scope | null): void {
  if (needed !== null && !isEnough(scope, needed)) throw new Problem("insufficient_scope", { scope: needed });
}

/**
 * The session of a request to a route handler, by cookies or by `Authorization: Bearer`: the lock, whatever the proxy did.
 * @param needed what the session must be good for; by default everything, which programs seldom have; null: nothing
 * @throws Problem `unauthenticated`, `unavailable`, `invalid_token`, `insufficient_scope`, and what `bearerOf` throws
 */
export async function requireSession(
  exchange: Exchange,
  needed: Scope | null = ACCOUNT,
  bearer = bearerOf(exchange.request),
): Promise<AccessClaims> {
  const claims = bearer === null ? await cookieSession(exchange) : await bearerSession(exchange.request, bearer);
  requireScope(claims, needed);
  return claims;
}

/**
 * The session of a browser. An unsafe request whose access token has expired is renewed by its refresh cookie: a form may
 * be sent long after its page was opened. GET never renews.
 */
async function cookieSession({ request, setCookies }: Exchange): Promise<AccessClaims> {
  const cookieHeader = request.headers.get("cookie");
  const claims = await findSession(cookieHeader);
  if (claims) return claims;
  const { refresh } = readTokens(cookieHeader);
  if (refresh && request.method !== "GET" && request.method !== "HEAD") {
    const now = clock.now();
    const rotation = await rotateSession(refresh, clientOf(request.headers), now);
    if (rotation.outcome === "renewed") {
      setCookies.push(...tokenCookies(rotation.tokens, now));
      return rotation.tokens.claims;
    }
    setCookies.push(...clearedTokenCookies());
    if (rotation.outcome === "ended") throw new Problem("unauthenticated", { endReason: rotation.reason });
  }
  throw new Problem("unauthenticated");
}

/** The same for what can be done without one, and is done otherwise with it; null where nobody is signed in. */
export async function sessionIfAny(exchange: Exchange): Promise<AccessClaims | null> {
  return requireSession(exchange).catch((error: unknown) => {
    if (isProblem(error) && error.code === "unauthenticated") return null;
    throw error;
  });
}
