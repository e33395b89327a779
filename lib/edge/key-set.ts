import { base64url, type CryptoKey, importJWK, type JWK } from "jose";

/** Signing algorithms. Each key has one; a token's header never chooses (RFC 8725 §3.1). */
export const SIGNING_ALGORITHMS = ["EdDSA", "ES256", "RS256", "HS256"] as const;
export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];
export type AsymmetricAlgorithm = Exclude<SigningAlgorithm, "HS256">;

/** What an access token is verified with; of HS256 a secret, which never leaves Hufu's own processes. */
export type VerificationKey = { readonly kid: string; readonly alg: SigningAlgorithm; readonly key: CryptoKey };

/** What an access token is signed with. */
export type SigningKey = VerificationKey;

/** A closed map: a `kid` that is not in it names no key. */
export type KeySet = ReadonlyMap<string, VerificationKey>;

/** A JWK Set entry as Hufu publishes it (RFC 7517 §4). */
export type PublicJwk = JWK & { kid: string; alg: AsymmetricAlgorithm; use: "sig" };

/** RFC 7518 §3.3. */
export const MIN_RSA_BITS = 2048;
/** As long as the hash's output: RFC 7518 §3.2. */
const MIN_SECRET_BYTES = 32;

/** What a key of each algorithm must say of itself, and which other members make up its public half. */
const FORMS: Record<AsymmetricAlgorithm, { kty: string; crv?: string; members: readonly (keyof JWK & string)[] }> = {
  EdDSA: { kty: "OKP", crv: "Ed25519", members: ["x"] }, // RFC 8037 §2
  ES256: { kty: "EC", crv: "P-256", members: ["x", "y"] }, // RFC 7518 §6.2.1
  RS256: { kty: "RSA", members: ["n", "e"] }, // RFC 7518 §6.3.1
};
/** RFC 7518 §6.2.2, §6.3.2, §6.4; RFC 8037 §2. */
const SECRET_MEMBERS = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

export const isAsymmetric = (alg: unknown): alg is AsymmetricAlgorithm =>
  typeof alg === "string" && Object.hasOwn(FORMS, alg);

/**
 * What may be published of a key: the members that make up its public half, and none besides.
 * @throws TypeError for a key that is not of its algorithm
 */
export function publicHalf(kid: string, alg: AsymmetricAlgorithm, jwk: JWK): PublicJwk {
  const { kty, crv, members } = FORMS[alg];
  if (jwk.kty !== kty || jwk.crv !== crv) throw new TypeError(`The key "${kid}" is not one for ${alg}`);
  return {
    kty,
    ...(crv && { crv }),
    ...Object.fromEntries(members.map((name) => [name, jwk[name]])),
    kid,
    alg,
    use: "sig",
  };
}

async function importPublic(jwk: PublicJwk): Promise<VerificationKey> {
  const key = await importJWK(jwk, jwk.alg);
  if (key instanceof Uint8Array) throw new TypeError(`The key "${jwk.kid}" is a secret`);
  if ("modulusLength" in key.algorithm && Number(key.algorithm.modulusLength) < MIN_RSA_BITS) {
    throw new TypeError(`The key "${jwk.kid}" has fewer than ${MIN_RSA_BITS} bits`);
  }
  return { kid: jwk.kid, alg: jwk.alg, key };
}

/** Both halves of a signing key; of HS256 they are one, and nothing of it is published. */
export type KeyPair = { signing: SigningKey; verification: VerificationKey; published: PublicJwk | null };

/**
 * Imports a key of Hufu's own, as the one algorithm that it was made for.
 * @throws TypeError for a key that is not of that algorithm, or too weak; whatever jose throws for a malformed one
 */
export async function importKeyPair(kid: string, alg: SigningAlgorithm, jwk: JWK): Promise<KeyPair> {
  if (!isAsymmetric(alg)) {
    const secret = new Uint8Array(jwk.kty === "oct" && jwk.k ? base64url.decode(jwk.k) : []);
    if (secret.length < MIN_SECRET_BYTES) throw new TypeError(`The key "${kid}" is not one for ${alg}`);
    const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, [
      "sign",
      "verify",
    ]);
    return { signing: { kid, alg, key }, verification: { kid, alg, key }, published: null };
  }
  const published = publicHalf(kid, alg, jwk);
  const key = await importJWK(jwk, alg);
  if (key instanceof Uint8Array || key.type !== "private") throw new TypeError(`The key "${kid}" is not a key pair`);
  return { signing: { kid, alg, key }, verification: await importPublic(published), published };
}

/**
 * Imports a published JWK Set, for verifying outside Hufu. Entries of other algorithms or uses are left out.
 * @throws TypeError for a set that holds a secret, that names two keys alike, or that has none to verify with; whatever jose
 * throws for a malformed key
 */
export async function keySetFrom(jwks: { keys: readonly PublicJwk[] }): Promise<KeySet> {
  if (jwks.keys.some((jwk) => SECRET_MEMBERS.some((name) => name in jwk))) {
    throw new TypeError("A published key set holds a private or symmetric key");
  }
  const usable = jwks.keys.filter(
    ({ kid, alg, use }) => isAsymmetric(alg) && typeof kid === "string" && (use ?? "sig") === "sig",
  );
  if (usable.length === 0) {
    throw new TypeError(
      "This key set has no public key to verify with: outside Hufu tokens can only be verified when TOKEN_ALG is EdDSA, ES256 or RS256, never HS256.",
    );
  }
  const keys = await Promise.all(usable.map((jwk) => importPublic(publicHalf(jwk.kid, jwk.alg, jwk))));
  const set = new Map(keys.map((key) => [key.kid, key]));
  if (set.size < keys.length) throw new TypeError("A published key set names two keys alike");
  return set;
}
