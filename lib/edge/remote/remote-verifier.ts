import { decodeProtectedHeader } from "jose";
import type { AccessClaims } from "../access-token";
import { type ClockReading, readClocks } from "../feed-freshness";
import { createVerifier, type Verifier } from "../verify";
import type { Fetch } from "./fetch-json";
import { followRevocations } from "./follow-revocations";
import { remoteKeySet } from "./remote-key-set";

export type RemoteVerifierOptions = {
  /** Hufu's APP_URL. */
  issuer: string;
  /** Hufu's TOKEN_AUDIENCE; the issuer unless that is set. */
  audience?: string;
  /** Hufu's FEED_TOKEN. It lets its bearer read which ids were revoked, and nothing else. */
  feedToken: string;
  /** Hufu's ACCESS_TOKEN_TTL. Tokens that live longer are refused. */
  accessTokenTtlSeconds?: number;
  /** Where Hufu is reached from here, if not at its issuer. */
  origin?: string;
  fetch?: Fetch;
  /** For tests. */
  clocks?: () => ClockReading;
  /** How long Hufu may take for one answer. */
  timeoutMs?: number;
};

/**
 * - `accepted`: let it in. `sub` is the user's id, `sid` the session's.
 * - `invalid`, `revoked`: 401.
 * - `unsure`: whether the token is good cannot be told now. 503 with Retry-After; never let it in.
 */
export type RemoteVerdict =
  | { readonly outcome: "accepted"; readonly claims: AccessClaims }
  | { readonly outcome: "invalid" | "revoked" }
  | { readonly outcome: "unsure"; readonly why: string };

export type RemoteVerifier = {
  /** Says whether an access token is good now. Asks Hufu at most about once a second, whatever the number of calls. */
  verify: (token: string) => Promise<RemoteVerdict>;
  /** Follows the feed until aborted, so that what is revoked is refused within milliseconds, and no call waits. */
  follow: (signal: AbortSignal) => Promise<void>;
};

/**
 * Verifies Hufu's access tokens elsewhere and refuses like Hufu itself: revoked sessions, users' old tokens, withdrawn
 * keys; and everyone while the feed has not been heard for five seconds.
 *
 * Uses nothing but Web APIs. Nothing is asked, and no clock read, before the first call: edge runtimes allow neither
 * while they load a module.
 */
export function createRemoteVerifier(options: RemoteVerifierOptions): RemoteVerifier {
  let parts: ReturnType<typeof connect> | null = null;
  const connected = () => {
    parts ??= connect(options);
    return parts;
  };
  return {
    verify: (token) => verifyRemotely(token, connected()),
    follow: (signal) => connected().feed.follow(signal),
  };
}

function connect({
  issuer,
  audience = issuer,
  feedToken,
  accessTokenTtlSeconds = 300,
  ...given
}: RemoteVerifierOptions) {
  const { origin = issuer, clocks = readClocks, timeoutMs = 2_000 } = given;
  const fetch: Fetch = given.fetch ?? ((url, init) => globalThis.fetch(url, init));
  const keysUrl = new URL("/.well-known/jwks.json", origin).href;
  const url = new URL("/api/auth/revocations", origin).href;
  const feed = followRevocations({ url, token: feedToken, accessTokenTtlSeconds, fetch, clocks, timeoutMs });
  const keys = remoteKeySet({ url: keysUrl, fetch, clocks, timeoutMs });
  const rules = { issuer, audience, maxLifetimeSeconds: accessTokenTtlSeconds };
  const judge: Verifier = createVerifier({ keys: keys.current, rules, index: feed.index, isFresh: feed.isFresh });
  return { feed, keys, judge, now: () => new Date(clocks().wallMs) };
}

async function verifyRemotely(
  token: string,
  { feed, keys, judge, now }: ReturnType<typeof connect>,
): Promise<RemoteVerdict> {
  const kid = keyIdOf(token);
  if (kid === null) return { outcome: "invalid" };
  await Promise.all([feed.keepUp(), keys.keepUp(kid)]);
  const keyFault = keys.fault();
  if (keyFault !== null && !keys.current().has(kid)) return { outcome: "unsure", why: keyFault };
  const verdict = await judge(token, now());
  if (verdict.outcome === "accepted") return { outcome: "accepted", claims: verdict.claims };
  if (verdict.outcome === "unsure")
    return { outcome: "unsure", why: feed.fault() ?? "The revocation feed does not reach back far enough" };
  return { outcome: verdict.outcome };
}

function keyIdOf(token: string): string | null {
  try {
    const { kid } = decodeProtectedHeader(token);
    return typeof kid === "string" ? kid : null;
  } catch {
    return null; // no token at all
  }
}
