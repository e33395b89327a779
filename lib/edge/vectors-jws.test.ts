import type { JWK } from "jose";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { anyJwk, readVectors, wycheproof } from "../testing/vectors";
import { verifyJws, verifyWithKey } from "./jws";
import {
  importKeyPair,
  isAsymmetric,
  type KeySet,
  keySetFrom,
  type PublicJwk,
  publicHalf,
  type SigningAlgorithm,
  type VerificationKey,
} from "./key-set";

/** A key as Hufu would come by it: a secret is its own, anything else published. */
async function importAsHufu(jwks: JWK[]): Promise<KeySet> {
  if (!jwks.some(({ kty }) => kty === "oct")) return keySetFrom({ keys: jwks as PublicJwk[] }); // a set may hold anything
  const set = new Map<string, VerificationKey>();
  for (const { alg, kid = "", ...jwk } of jwks) {
    if (alg !== "HS256" || set.has(kid)) throw new TypeError("Not a key that Hufu would make");
    set.set(kid, (await importKeyPair(kid, "HS256", jwk)).verification);
  }
  return set;
}

describe("Wycheproof's JSON Web Signatures", () => {
  const { numberOfTests, testGroups } = readVectors(
    "wycheproof/json_web_signature_test.json",
    wycheproof({ comment: z.string(), public: anyJwk.optional(), private: anyJwk.optional() }, { jws: z.string() }),
  );

  /** What Hufu decides otherwise. */
  const OTHERWISE: Record<string, number[]> = {
    "algorithms that Hufu does not use": [
      ...[264, 265, 266, 267, 268, 269, 270, 271, 272, 273, 274, 275, 287, 288, 320, 321, 322, 323],
      ...[325, 326, 327, 328, 346, 347, 350, 351],
    ],
    "an empty payload: it is no set of claims": [259],
    "a foreign character that some decoders skip": [372, 373],
    "nothing: they are, letter for letter, test 357, which is valid": [367, 370],
  };

  const isGood = async (jwk: JWK | undefined, jws: string) => {
    const keys = jwk && (await importAsHufu([jwk]).catch(() => null));
    const [key] = keys?.values() ?? [];
    return key !== undefined && (await verifyWithKey(jws, key)) !== null;
  };

  it("are judged the same, but for those that are named", async () => {
    const judged = testGroups.flatMap((group) =>
      group.tests.map((test) => ({ ...test, jwk: group.public ?? group.private })),
    );
    expect(judged).toHaveLength(numberOfTests);
    const otherwise: number[] = [];
    for (const { tcId, result, jwk, jws } of judged) {
      const isAccepted = await isGood(jwk, jws);
      if (isAccepted !== (result === "valid")) otherwise.push(tcId);
    }
    expect(otherwise).toEqual(
      Object.values(OTHERWISE)
        .flat()
        .sort((a, b) => a - b),
    );
  });
});

describe("Wycheproof's JSON Web Key sets", () => {
  const keySet = z.object({ keys: z.array(anyJwk) });
  const { testGroups } = readVectors(
    "wycheproof/json_web_key_test.json",
    wycheproof({ comment: z.string(), public: keySet.optional(), private: keySet.optional() }, { jws: z.string() }),
  );
  const all = testGroups.flatMap((group) =>
    group.tests.map((test) => ({ ...test, keys: (group.public ?? group.private)?.keys ?? [] })),
  );

  /** Keys of a size and form that is right and that are weak all the same: Hufu makes its own and reads no others. */
  const TRUSTED = { 7: "an RSA key whose primes can be guessed (ROCA)" };
  const OTHER_ALGORITHMS = [14, 15];

  it.each(all)("$tcId, $comment: $result", async ({ tcId, result, keys, jws }) => {
    const set = await importAsHufu(keys).catch(() => null);
    const isAccepted = set !== null && (await verifyJws(jws, set)) !== null;
    expect(isAccepted).toBe(tcId in TRUSTED || (result === "valid" && !OTHER_ALGORITHMS.includes(tcId)));
  });
});

/** The public half alone, of a secret all of it. */
async function importNamed(alg: SigningAlgorithm, jwk: JWK): Promise<VerificationKey> {
  if (!isAsymmetric(alg)) return (await importKeyPair("k", alg, jwk)).verification;
  const keys = await keySetFrom({ keys: [publicHalf("k", alg, jwk)] });
  return keys.get("k") ?? expect.fail("not imported");
}

describe("the examples of the RFCs", () => {
  const example = z.object({ key: anyJwk, compact: z.string() });
  const examples = readVectors(
    "rfc/rfc_examples.json",
    z.object({
      rfc7515_a1_hs256: example,
      rfc7515_a3_es256: example,
      rfc7515_a5_unsecured: z.object({ compact: z.string() }),
      rfc8037_a4_eddsa: example,
    }),
  );

  it.each([
    ["RFC 7515 A.1", "HS256", examples.rfc7515_a1_hs256],
    ["RFC 7515 A.3", "ES256", examples.rfc7515_a3_es256],
    ["RFC 8037 A.4", "EdDSA", examples.rfc8037_a4_eddsa],
  ] as const)("%s, %s, is verified", async (_, alg, { key, compact }) => {
    const verification = await importNamed(alg, key);
    expect(await verifyWithKey(compact, verification)).not.toBeNull();
    expect(await verifyWithKey(`${compact.slice(0, -2)}AA`, verification)).toBeNull();
    expect(await verifyWithKey(examples.rfc7515_a5_unsecured.compact, verification)).toBeNull();
  });

  const cookbook = z.object({
    input: z.object({ key: anyJwk, alg: z.string() }),
    output: z.object({ compact: z.string() }),
  });
  it.each([
    ["4_1.rsa_v15_signature", "RS256", true],
    ["4_4.hmac-sha2_integrity_protection", "HS256", true],
    ["ed25519_jws", "EdDSA", true],
    ["4_2.rsa-pss_signature", "RS256", false], // PS384 with a key that would do for RS256
    ["4_5.signature_with_detached_content", "HS256", false], // its payload is elsewhere
  ] as const)("%s of the cookbook, by a key of %s: %s", async (file, alg, isGood) => {
    const { input, output } = readVectors(`jose-cookbook/${file}.json`, cookbook);
    const verification = await importNamed(alg, input.key);
    expect((await verifyWithKey(output.compact, verification)) !== null).toBe(isGood);
  });

  it("of another algorithm give no key of ours", async () => {
    const { input } = readVectors("jose-cookbook/4_3.ecdsa_signature.json", cookbook);
    for (const alg of ["EdDSA", "ES256", "RS256", "HS256"] as const) {
      await expect(importKeyPair("k", alg, input.key)).rejects.toThrow(TypeError);
    }
  });
});
