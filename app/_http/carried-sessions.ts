import { findSessionOfRefreshToken } from "@/lib/sessions/rotate-session";
import { readOwnToken } from "@/lib/sessions/verifier";
import { readTokens } from "./session-cookies";

type Carried = { id: string; userId: string };

/**
 * The sessions that a request's cookies name, expired or not: to end them, never to let anyone in. It is one, unless
 * someone has put cookies together.
 */
export async function carriedSessions(request: Request): Promise<Carried[]> {
  const { access, refresh } = readTokens(request.headers.get("cookie"));
  const claims = access ? await readOwnToken(access) : null;
  const byAccess = claims && { id: claims.sid, userId: claims.sub };
  const byRefresh = refresh ? await findSessionOfRefreshToken(refresh) : null;
  const named = [byAccess, byRefresh].filter((session) => session !== null);
  return [...new Map(named.map(({ id, userId }) => [id, { id, userId }])).values()];
}

/** The session that a bearer token names, in the same way. */
export async function sessionsOfBearer(bearer: string): Promise<Carried[]> {
  const claims = await readOwnToken(bearer);
  return claims ? [{ id: claims.sid, userId: claims.sub }] : [];
}
