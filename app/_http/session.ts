import type { AccessClaims } from "@/lib/edge/access-token";
import { clock } from "@/lib/infra/clock";
import { noteActivity } from "@/lib/sessions/last-seen";
import { rotateSession } from "@/lib/sessions/rotate-session";
import { verifySession } from "@/lib/sessions/verify-session";
import { isProblem, Problem } from "@/lib/shared/errors";
import { toSeconds } from "@/lib/shared/time";
import { clientOf } from "./client";
import type { Exchange } from "./exchange";
import { clearedTokenCookies, readTokens, tokenCookies } from "./session-cookies";

/**
 * The session that a Cookie header holds, verified without the database, or null.
 * @throws Problem `unavailable` when a revocation could not have been heard of, and the database is gone too
 */
export async function findSession(cookieHeader: string | null): Promise<AccessClaims | null> {
  const { access } = readTokens(cookieHeader);
  if (!access) return null;
  const now = clock.now();
  const claims = await verifySession(access, now);
  if (claims) noteActivity(claims.sid, claims.iat, toSeconds(now));
  return claims;
}

/**
 * The session of a request to a route handler: the lock, whatever the proxy did. An unsafe request whose access token
 * has expired is renewed by its refresh cookie: a form may be sent long after its page was opened. GET never renews.
 *
 * @throws Problem `unauthenticated`, `unavailable`
 */
export async function requireSession(exchange: Exchange): Promise<AccessClaims> {
  const { request, setCookies } = exchange;
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
