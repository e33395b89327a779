import "server-only";
import { randomBytes } from "node:crypto";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose";
import { MIN_RSA_BITS, type SigningAlgorithm } from "../edge/key-set";

/** What keys are for: signing access tokens, the MAC of refresh tokens, what is mixed into passwords, sealing mails on their way. */
export const PURPOSES = ["signing", "refresh", "pepper", "sealing"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** A key that was just made and is in no database yet; only a signing key has a name of its own. */
export type NewKey = { readonly kid: string | null; readonly alg: SigningAlgorithm | null; readonly plain: Buffer };

/** A `kid` travels in every request: 48 bits tell a handful of keys apart. */
const KID_LENGTH = 8;

/** A random signing key. The `kid` of a key pair is the head of its RFC 7638 thumbprint; a secret's must not tell of it (§7). */
async function makeSigningKey(alg: SigningAlgorithm): Promise<NewKey> {
  if (alg === "HS256") {
    const jwk: JWK = { kty: "oct", k: randomBytes(32).toString("base64url") };
    return { kid: randomBytes(6).toString("base64url"), alg, plain: Buffer.from(JSON.stringify(jwk)) };
  }
  const { privateKey } = await generateKeyPair(alg, { extractable: true, modulusLength: MIN_RSA_BITS });
  const jwk = await exportJWK(privateKey);
  const kid = (await calculateJwkThumbprint(jwk)).slice(0, KID_LENGTH);
  return { kid, alg, plain: Buffer.from(JSON.stringify(jwk)) };
}

/** A random key: one that signs by `alg`, or 256 bits for MACs. */
export const makeKey = async (purpose: Purpose, alg: SigningAlgorithm): Promise<NewKey> =>
  purpose === "signing" ? makeSigningKey(alg) : { kid: null, alg: null, plain: randomBytes(32) };
