import { findSessionOfRefreshToken } from "@/lib/sessions/rotate-session";
import { readOwnToken } from "@/lib/sessions/verifier";
import { readTokens } from "./session-cookies";

/** The session that a request's cookies name, expired or not; to end it, never to let anyone in. */
export async function carriedSession(request: Request): Promise<{ id: string; userId: string } | null> {
  const { access, refresh } = readTokens(request.headers.get("cookie"));
  const claims = access ? await readOwnToken(access) : null;
  if (claims) return { id: claims.sid, userId: claims.sub };
  return refresh ? findSessionOfRefreshToken(refresh) : null;
}
