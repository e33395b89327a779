import { cookieName, LONGEST_COOKIE_SECONDS, readCookie, serializeCookie } from "@/lib/edge/cookie";
import { config } from "@/lib/infra/config";
import { isWellFormed } from "@/lib/programs/personal-token-text";
import type { IssuedTokens } from "@/lib/sessions/issue-tokens";

/** The tokens that a Cookie header carries. */
export function readTokens(cookieHeader: string | null) {
  const { isSecure } = config();
  return {
    access: readCookie(cookieHeader, cookieName("access", isSecure)),
    refresh: readCookie(cookieHeader, cookieName("refresh", isSecure)),
  };
}

/**
 * Set-Cookie values for a session's tokens. Both last as long as the session may, the access cookie too: an expired
 * token still names the session at sign-out.
 */
export function tokenCookies(tokens: IssuedTokens, now: Date): string[] {
  const { isSecure } = config();
  const life = tokens.remembered ? (tokens.sessionExpiresAt.getTime() - now.getTime()) / 1000 : null;
  return [
    serializeCookie(cookieName("access", isSecure), tokens.accessToken, isSecure, life),
    serializeCookie(cookieName("refresh", isSecure), tokens.refreshToken, isSecure, life),
  ];
}

export function deviceCookie(value: string): string {
  const { isSecure } = config();
  return serializeCookie(cookieName("device", isSecure), value, isSecure, LONGEST_COOKIE_SECONDS);
}

const RESET_SECONDS = 600;

/** A Set-Cookie value that keeps the way to a new password, for the next form of this browser; null takes it away. */
export function resetCookie(token: string | null): string {
  const { isSecure } = config();
  return serializeCookie(cookieName("reset", isSecure), token ?? "", isSecure, token === null ? 0 : RESET_SECONDS);
}

/** What that keeps. */
export const readReset = (cookieHeader: string | null): string | null =>
  readCookie(cookieHeader, cookieName("reset", config().isSecure));

const NEW_TOKEN_SECONDS = 60;

/** A Set-Cookie value that carries a token just made to the page that shows it, once: it stands nowhere else. */
export function newTokenCookie(token: string): string {
  const { isSecure } = config();
  return serializeCookie(cookieName("new-token", isSecure), token, isSecure, NEW_TOKEN_SECONDS);
}

/** The token that was made within the last minute; null also for what is none. */
export function readNewToken(cookieHeader: string | null): string | null {
  const token = readCookie(cookieHeader, cookieName("new-token", config().isSecure));
  return token && isWellFormed(token) ? token : null;
}

/** For the tabs of one browser that come to the door together, and for a click while an open page asks. In seconds. */
const FADING_SECONDS = 30;

/**
 * Set-Cookie values that let the tokens of a session that is over go, but not at once: whoever else comes to the door at
 * the same time is told the same of why it is over.
 */
export function fadingTokenCookies(tokens: ReturnType<typeof readTokens>): string[] {
  const { isSecure } = config();
  return (["access", "refresh"] as const).flatMap((name) => {
    const token = tokens[name];
    return token ? [serializeCookie(cookieName(name, isSecure), token, isSecure, FADING_SECONDS)] : [];
  });
}

/** Set-Cookie values that take the tokens away. The device keeps its cookie: it is the same device next time. */
export function clearedTokenCookies(): string[] {
  const { isSecure } = config();
  return (["access", "refresh"] as const).map((name) => serializeCookie(cookieName(name, isSecure), "", isSecure, 0));
}
