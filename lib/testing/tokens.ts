import { exportJWK, type JWK } from "jose";
import type { TokenRules } from "../edge/access-token";
import type { KeySet, PublicJwk, SigningAlgorithm, VerificationKey } from "../edge/key-set";
import { toSeconds } from "../shared/time";

export const RULES: TokenRules = {
  issuer: "https://hufu.test",
  audience: "https://api.hufu.test",
  maxLifetimeSeconds: 300,
};

/** How Web Crypto calls each algorithm (RFC 7518 §3.1, RFC 8037 §3.1): apart from the code under test. */
const WEB_CRYPTO = {
  EdDSA: { name: "Ed25519" },
  ES256: { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" },
  RS256: {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
  HS256: { name: "HMAC", hash: "SHA-256", length: 256 },
} as const;

export type TestKey = {
  privateKey: CryptoKey;
  privateJwk: JWK;
  verification: VerificationKey;
  /** Of HS256 there is none; this is the whole key. */
  publicJwk: PublicJwk;
};

export async function makeKey(kid = "k1", alg: SigningAlgorithm = "EdDSA"): Promise<TestKey> {
  const made = await crypto.subtle.generateKey(WEB_CRYPTO[alg], true, ["sign", "verify"]);
  const { privateKey, publicKey } = "privateKey" in made ? made : { privateKey: made, publicKey: made };
  // The cast: a test that publishes a secret means to.
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg, use: "sig" } as PublicJwk;
  return { privateKey, privateJwk: await exportJWK(privateKey), verification: { kid, alg, key: publicKey }, publicJwk };
}

export const keySetOf = (...keys: TestKey[]): KeySet =>
  new Map(keys.map(({ verification }) => [verification.kid, verification]));

/** Good claims at `now`; an override of undefined leaves the claim out. */
export function claimsAt(now: Date, overrides: Record<string, unknown> = {}): Record<string, unknown> {
  const iat = toSeconds(now);
  return {
    iss: RULES.issuer,
    aud: RULES.audience,
    sub: "user-1",
    client_id: "hufu",
    sid: "session-1",
    jti: "token-1",
    iat,
    nbf: iat,
    exp: iat + RULES.maxLifetimeSeconds,
    auth_time: iat,
    amr: ["pwd"],
    scope: "account",
    ...overrides,
  };
}

export const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token with any header and claims, rightly signed by the key's algorithm, without the code under test. */
export async function forge(
  { privateKey, verification: { kid, alg } }: TestKey,
  claims: unknown,
  header: Record<string, unknown> = {},
): Promise<string> {
  const input = `${encode({ alg, kid, typ: "at+jwt", ...header })}.${encode(claims)}`;
  const signature = await crypto.subtle.sign(WEB_CRYPTO[alg], privateKey, Buffer.from(input));
  return `${input}.${Buffer.from(signature).toString("base64url")}`;
}
