import { decodeJwt, errors, SignJWT } from "jose";
import { z } from "zod";
import { isCompactJws, verifyJws } from "./jws";
import type { KeySet, SigningKey } from "./key-set";

/** Tolerance for `iat` and `nbf`, in seconds: two servers' clocks. `exp` has none. */
export const CLOCK_TOLERANCE_SECONDS = 5;
/** RFC 9068 §4; media types compare without case, and the prefix may be left out (RFC 7515 §4.1.9). */
const TYPES = new Set(["at+jwt", "application/at+jwt"]);

const time = z.int().positive();
const text = z.string().min(1);
/** One audience, alone or as a list of one (RFC 7519 §4.1.3): a token for two services can be passed on by one of them. */
const audience = z.union([text, z.tuple([text]).transform(([only]) => only)]);

/** What every access token says, whoever issues it: exported for the test vectors, which come from another issuer. */
export const commonClaims = z.object({
  iss: text,
  aud: audience,
  sub: text,
  sid: text,
  jti: text,
  iat: time,
  nbf: time.optional(),
  exp: time,
});

const accessClaims = commonClaims.extend({
  client_id: text,
  nbf: time,
  auth_time: time,
  amr: z.array(text).min(1),
  scope: z.string(),
});

type CommonClaims = z.output<typeof commonClaims>;

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
 * Verifies a token of type `at+jwt`: form, key, signature, type, issuer, audience and times, and that its claims have this form.
 * @returns null for a token that is not good; every cause looks alike. A bug still throws.
 */
export async function verifyClaims<T extends CommonClaims>(
  token: string,
  keys: KeySet,
  rules: TokenRules,
  now: Date,
  form: z.ZodType<T>,
): Promise<{ claims: T; kid: string } | null> {
  const signed = await verifyJws(token, keys);
  const typ = signed?.header.typ;
  if (!signed || typeof typ !== "string" || !TYPES.has(typ.toLowerCase())) return null;
  const { data: claims } = form.safeParse(signed.payload);
  if (!claims || claims.iss !== rules.issuer || claims.aud !== rules.audience) return null;
  return hasGoodTimes(claims, rules, now) ? { claims, kid: signed.kid } : null;
}

/**
 * Verifies an access token of Hufu's, but not whether its session was revoked.
 *
 * @param now the instant to check `exp`, `iat` and `nbf` against
 * @returns its claims and key, or null for a token that is not good; every cause looks alike. A bug still throws.
 * @see RFC 8725 §3, RFC 9068 §4
 */
export const verifyAccessToken = (
  token: string,
  keys: KeySet,
  rules: TokenRules,
  now: Date,
): Promise<{ claims: AccessClaims; kid: string } | null> => verifyClaims(token, keys, rules, now, accessClaims);

/** Whether claims are good at `now`, a token's longest life and two servers' clocks considered. */
export function hasGoodTimes(
  { iat, nbf = iat, exp }: Pick<CommonClaims, "iat" | "nbf" | "exp">,
  { maxLifetimeSeconds }: TokenRules,
  now: Date,
): boolean {
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
  if (!isCompactJws(token)) return null;
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
