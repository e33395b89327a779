import { exportJWK, generateKeyPair } from "jose";
import type { TokenRules } from "../edge/access-token";
import type { KeySet, PublicJwk, VerificationKey } from "../edge/key-set";
import { toSeconds } from "../shared/time";

export const RULES: TokenRules = {
  issuer: "https://hufu.test",
  audience: "https://api.hufu.test",
  maxLifetimeSeconds: 300,
};

export type TestKey = { privateKey: CryptoKey; verification: VerificationKey; publicJwk: PublicJwk };

export async function makeKey(kid = "k1"): Promise<TestKey> {
  const { privateKey, publicKey } = await generateKeyPair("EdDSA", { extractable: true });
  const jwk = await exportJWK(publicKey);
  return {
    privateKey,
    verification: { kid, alg: "EdDSA", key: publicKey },
    publicJwk: { ...jwk, kid, alg: "EdDSA", use: "sig" },
  };
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

/** A token with any header and claims, rightly signed, without the code under test. */
export async function forge(
  { privateKey }: TestKey,
  claims: unknown,
  header: Record<string, unknown> = {},
): Promise<string> {
  const input = `${encode({ alg: "EdDSA", kid: "k1", typ: "at+jwt", ...header })}.${encode(claims)}`;
  const signature = await crypto.subtle.sign("Ed25519", privateKey, Buffer.from(input));
  return `${input}.${Buffer.from(signature).toString("base64url")}`;
}
