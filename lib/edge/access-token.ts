import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import type { KeySet, SigningKey } from "./key-set";

/** Tolerance for `iat` and `nbf`, in seconds: two servers' clocks. `exp` has none. */
export const CLOCK_TOLERANCE_SECONDS = 5;
/** Longer tokens are refused before any of it is decoded. Hufu's own have about 600 characters. */
const MAX_TOKEN_LENGTH = 8_192;
const MAX_KID_LENGTH = 64;

const time = z.int().positive();
const text = z.string().min(1);

/** jose checks signature, issuer, audience, type and times; the form of the claims is checked here. */
const accessClaims = z.object({
  iss: text,
  aud: text,
  sub: text,
  client_id: text,
  sid: text,
  jti: text,
  iat: time,
  nbf: time,
  exp: time,
  auth_time: time,
  amr: z.array(text).min(1),
  scope: z.string(),
});

/** Claims of an access token; times in whole seconds. @see RFC 9068 §2.2, OpenID Connect Front-Channel Logout §3 (`sid`) */
export type AccessClaims = z.output<typeof accessClaims>;

export type TokenRules = {
  readonly issuer: string;
  readonly audience: string;
  /** `exp - iat` above this is refused, whoever signed it. */
  readonly maxLifetimeSeconds: number;
};

/** A compact JWS of type `at+jwt` (RFC 9068 §2.1). */
export function signAccessToken(claims: AccessClaims, { alg, kid, key }: SigningKey): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg, kid, typ: "at+jwt" }).sign(key);
}

/**
 * Verifies an access token: form, key, signature, claims and times, but not whether its session was revoked.
 *
 * @param now the instant to check `exp`, `iat` and `nbf` against
 * @returns its claims and key, or null for a token that is not good; every cause looks alike. A bug still throws.
 * @see RFC 8725 §3, RFC 9068 §4
 */
export async function verifyAccessToken(
  token: string,
  keys: KeySet,
  rules: TokenRules,
  now: Date,
): Promise<{ claims: AccessClaims; kid: string } | null> {
  if (token.length > MAX_TOKEN_LENGTH) return null;
  try {
    const kid = readKeyId(token);
    const known = typeof kid === "string" && kid.length <= MAX_KID_LENGTH ? keys.get(kid) : undefined;
    if (!known) return null;
    const { payload } = await jwtVerify(token, known.key, {
      algorithms: [known.alg],
      typ: "at+jwt",
      issuer: rules.issuer,
      audience: rules.audience,
      currentDate: now,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    const claims = accessClaims.safeParse(payload);
    if (!claims.success) return null;
    return hasGoodTimes(claims.data, rules, now) ? { claims: claims.data, kid: known.kid } : null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

function readKeyId(token: string): unknown {
  try {
    return decodeProtectedHeader(token).kid;
  } catch (error) {
    if (error instanceof TypeError) return null; // so jose says that this is no JWS at all
    throw error;
  }
}

/**
 * Whether claims are good at `now`, by the rules that jose cannot express: its tolerance is one for all times and knows
 * no upper bound.
 */
export function hasGoodTimes({ iat, nbf, exp }: AccessClaims, { maxLifetimeSeconds }: TokenRules, now: Date): boolean {
  const seconds = now.getTime() / 1000;
  return (
    seconds < exp &&
    iat <= seconds + CLOCK_TOLERANCE_SECONDS &&
    nbf <= seconds + CLOCK_TOLERANCE_SECONDS &&
    exp > iat &&
    exp - iat <= maxLifetimeSeconds
  );
}

/**
 * Which session a token names, be it expired or not: enough to end that session, never to let anyone in.
 * @returns the claims of a token that was good when it was issued, or null
 */
export async function readIssuedToken(token: string, keys: KeySet, rules: TokenRules): Promise<AccessClaims | null> {
  if (token.length > MAX_TOKEN_LENGTH) return null;
  let issuedAt: unknown;
  try {
    issuedAt = decodeJwt(token).iat;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
  if (typeof issuedAt !== "number") return null;
  const issued = await verifyAccessToken(token, keys, rules, new Date(issuedAt * 1000));
  return issued?.claims ?? null;
}
