// Wycheproof's signatures over bytes that are no tokens. They are verified by the keys that Hufu's code imports, with the
// parameters that jose gives to Web Crypto: what is tested is the import, and this runtime's arithmetic.
import type { JWK } from "jose";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { anyJwk, readVectors, wycheproof } from "../testing/vectors";
import { type AsymmetricAlgorithm, importKeyPair, keySetFrom, type PublicJwk } from "./key-set";

const bytes = (hex: string) => Buffer.from(hex, "hex");

async function importPublic(alg: AsymmetricAlgorithm, jwk: JWK): Promise<CryptoKey> {
  const keys = await keySetFrom({ keys: [{ ...jwk, kid: "k", alg, use: "sig" } as PublicJwk] }); // the file's key, renamed
  return keys.get("k")?.key ?? expect.fail("not imported");
}

/** Some groups have no JWK, but the point itself: 04, then both coordinates. */
const publicKey = z.object({ uncompressed: z.string().optional() }).optional();
const group = { publicKeyJwk: anyJwk.optional(), keyJwk: anyJwk.optional(), publicKey };

const jwkOfPoint = (uncompressed: string): JWK => ({
  kty: "EC",
  crv: "P-256",
  x: bytes(uncompressed.slice(2, 66)).toString("base64url"),
  y: bytes(uncompressed.slice(66)).toString("base64url"),
});

describe.each([
  ["EdDSA", "ed25519_test.json", "Ed25519"],
  ["ES256", "ecdsa_secp256r1_sha256_p1363_test.json", { name: "ECDSA", hash: "SHA-256" }],
  ["RS256", "rsa_signature_2048_sha256_test.json", "RSASSA-PKCS1-v1_5"],
] as const)("Wycheproof's signatures of %s", (alg, file, parameters) => {
  const form = wycheproof(group, { msg: z.string(), sig: z.string() });
  const { numberOfTests, testGroups } = readVectors(`wycheproof/${file}`, form);

  it("are judged the same", async () => {
    let judged = 0;
    for (const { publicKeyJwk, keyJwk, publicKey, tests } of testGroups) {
      const key = await importPublic(alg, publicKeyJwk ?? keyJwk ?? jwkOfPoint(publicKey?.uncompressed ?? ""));
      for (const { tcId, result, msg, sig } of tests) {
        const isGood = await crypto.subtle.verify(parameters, key, bytes(sig), bytes(msg));
        expect(isGood, `test ${tcId}`).toBe(result === "valid"); // what is merely acceptable is refused
        judged++;
      }
    }
    expect(judged).toBe(numberOfTests);
  });
});

describe("Wycheproof's MACs of HS256", () => {
  const { testGroups } = readVectors(
    "wycheproof/hmac_sha256_test.json",
    wycheproof({ keySize: z.number(), tagSize: z.number() }, { key: z.string(), msg: z.string(), tag: z.string() }),
  );
  const importSecret = (hex: string) =>
    importKeyPair("k", "HS256", { kty: "oct", k: bytes(hex).toString("base64url") });

  it.each(testGroups)(
    "of $keySize bits, cut to $tagSize, are judged the same, or refused",
    async ({ keySize, tagSize, tests }) => {
      for (const { tcId, result, key, msg, tag } of tests) {
        if (keySize < 256) {
          await expect(importSecret(key), `test ${tcId}`).rejects.toThrow(TypeError); // RFC 7518 §3.2
          continue;
        }
        const { verification } = await importSecret(key);
        const isGood = await crypto.subtle.verify("HMAC", verification.key, bytes(tag), bytes(msg));
        expect(isGood, `test ${tcId}`).toBe(result === "valid" && tagSize === 256); // a MAC that was cut is none
      }
    },
  );
});
