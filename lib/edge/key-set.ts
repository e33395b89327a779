import { type CryptoKey, importJWK, type JWK } from "jose";

/** Signing algorithms. Each key has one; a token's header never chooses (RFC 8725 §3.1). */
export type SigningAlgorithm = "EdDSA";

/** What an access token is verified with. */
export type VerificationKey = { readonly kid: string; readonly alg: SigningAlgorithm; readonly key: CryptoKey };

/** What an access token is signed with. */
export type SigningKey = VerificationKey;

/** A closed map: a `kid` that is not in it names no key. */
export type KeySet = ReadonlyMap<string, VerificationKey>;

/** A JWK Set entry as Hufu publishes it (RFC 7517 §4). */
export type PublicJwk = JWK & { kid: string; alg: SigningAlgorithm; use: "sig" };

/**
 * Imports a published JWK Set. Entries with another algorithm than Hufu's are left out.
 * @throws TypeError for a key that is not public; whatever jose throws for a malformed one
 */
export async function keySetFrom(jwks: { keys: readonly PublicJwk[] }): Promise<KeySet> {
  const known = jwks.keys.filter(({ alg }) => alg === "EdDSA");
  const keys = known.map(async (jwk): Promise<[string, VerificationKey]> => {
    if ("d" in jwk) throw new TypeError("A published key set holds a private key");
    const key = await importJWK(jwk, jwk.alg);
    if (key instanceof Uint8Array) throw new TypeError("A symmetric key cannot be part of a public key set");
    return [jwk.kid, { kid: jwk.kid, alg: jwk.alg, key }];
  });
  return new Map(await Promise.all(keys));
}
