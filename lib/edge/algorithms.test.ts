import { createHmac } from "node:crypto";
import { exportSPKI } from "jose";
import { describe, expect, it } from "vitest";
import { claimsAt, encode, forge, keySetOf, makeKey, RULES, type TestKey } from "../testing/tokens";
import { type AccessClaims, signAccessToken, verifyAccessToken } from "./access-token";
import { importKeyPair, isAsymmetric, keySetFrom, type PublicJwk, SIGNING_ALGORITHMS } from "./key-set";

const NOW = new Date("2027-01-01T12:00:00Z");
const claims = claimsAt(NOW);
/** One key of each algorithm, each under its algorithm's name. */
const byAlg = new Map(
  await Promise.all(SIGNING_ALGORITHMS.map(async (alg) => [alg, await makeKey(alg, alg)] as const)),
);
const ring = keySetOf(...byAlg.values());
const keyOf = (alg: (typeof SIGNING_ALGORITHMS)[number]): TestKey => byAlg.get(alg) ?? expect.fail(alg);
const verify = (token: string) => verifyAccessToken(token, ring, RULES, NOW);
const pairs = SIGNING_ALGORITHMS.flatMap((a) => SIGNING_ALGORITHMS.filter((b) => b !== a).map((b) => [a, b] as const));

describe.each(SIGNING_ALGORITHMS)("a key of %s", (alg) => {
  it("signs what it verifies, and others can do the same", async () => {
    const { signing, verification } = await importKeyPair("own", alg, keyOf(alg).privateJwk);
    const token = await signAccessToken(claims as AccessClaims, signing);
    expect(await verifyAccessToken(token, new Map([["own", verification]]), RULES, NOW)).toEqual({
      claims,
      kid: "own",
    });
    expect(await verify(await forge(keyOf(alg), claims))).toEqual({ claims, kid: alg });
  });

  it("does not verify another key's signature, nor a changed one", async () => {
    expect(await verify(await forge(await makeKey(alg, alg), claims))).toBeNull();
    const [header, , signature] = (await forge(keyOf(alg), claims)).split(".");
    expect(await verify(`${header}.${encode({ ...claims, sub: "someone-else" })}.${signature}`)).toBeNull();
    expect(await verify(`${header}.${encode(claims)}.`)).toBeNull();
  });

  it("has nothing of it published but its public half", async () => {
    const { published } = await importKeyPair("own", alg, keyOf(alg).privateJwk);
    const members = { EdDSA: ["crv", "x"], ES256: ["crv", "x", "y"], RS256: ["e", "n"], HS256: null }[alg];
    expect(published && Object.keys(published).sort()).toEqual(
      members && ["alg", "kid", "kty", "use", ...members].sort(),
    );
  });

  it("is not imported as one of another", async () => {
    for (const other of SIGNING_ALGORITHMS.filter((name) => name !== alg)) {
      await expect(importKeyPair("own", other, keyOf(alg).privateJwk), other).rejects.toThrow(TypeError);
    }
  });
});

describe("a token of one algorithm", () => {
  it.each(pairs)("signed by the key of %s does not pass as one of %s, whatever it claims", async (signer, victim) => {
    for (const alg of [signer, victim]) {
      expect(await verify(await forge(keyOf(signer), claims, { kid: victim, alg }))).toBeNull();
    }
    expect(await verify(await forge(keyOf(signer), claims, { alg: victim }))).toBeNull();
  });

  it.each(SIGNING_ALGORITHMS)("of %s does not pass unsigned", async (kid) => {
    for (const alg of ["none", "None", ""]) {
      const unsigned = `${encode({ alg, kid, typ: "at+jwt" })}.${encode(claims)}`;
      for (const token of [unsigned, `${unsigned}.`, `${unsigned}.AAAA`]) expect(await verify(token)).toBeNull();
    }
  });

  it.each(["RS256", "ES256", "EdDSA"] as const)("is no HS256 with the public key of %s for a secret", async (alg) => {
    const { publicJwk, verification } = keyOf(alg);
    const pem = await exportSPKI(verification.key);
    const guesses = [pem, pem.trim(), JSON.stringify(publicJwk), publicJwk.x ?? publicJwk.n ?? ""];
    for (const secret of [...guesses, ...guesses.map((text) => Buffer.from(text, "base64url"))]) {
      for (const kid of [alg, "HS256"]) {
        const input = `${encode({ alg: "HS256", kid, typ: "at+jwt" })}.${encode(claims)}`;
        expect(await verify(`${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`)).toBeNull();
      }
    }
  });

  it("that brings its key along, or says where to find one, is verified by ours alone", async () => {
    for (const alg of SIGNING_ALGORITHMS) {
      const own = await makeKey(alg, alg);
      const baits = { jwk: own.publicJwk, jku: "https://evil.test/jwks", x5u: "https://evil.test/x5", x5c: ["MIIB"] };
      for (const [name, value] of Object.entries(baits)) {
        expect(await verify(await forge(own, claims, { [name]: value })), name).toBeNull();
      }
      expect(await verify(await forge(own, claims, baits))).toBeNull();
      expect(await verify(await forge(own, claims, { ...baits, kid: undefined }))).toBeNull();
    }
  });
});

describe("verification outside Hufu", () => {
  const published = (...keys: unknown[]) => keySetFrom({ keys: keys as PublicJwk[] });

  it("takes keys of every asymmetric algorithm", async () => {
    const set = await published(...["EdDSA", "ES256", "RS256"].map((alg) => byAlg.get(alg as "EdDSA")?.publicJwk));
    for (const alg of ["EdDSA", "ES256", "RS256"] as const) {
      expect(await verifyAccessToken(await forge(keyOf(alg), claims), set, RULES, NOW)).toMatchObject({ kid: alg });
    }
  });

  it.each(SIGNING_ALGORITHMS)("refuses a set that holds a whole key of %s, under whatever name", async (alg) => {
    for (const named of [alg, "EdDSA", "none", undefined]) {
      const leaked = { ...keyOf(alg).privateJwk, kid: "leaked", alg: named, use: "sig" };
      await expect(published(keyOf("EdDSA").publicJwk, leaked), String(named)).rejects.toThrow(/private or symmetric/);
    }
  });

  it("refuses a key that is not of the algorithm it names", async () => {
    for (const [one, other] of pairs.filter((names) => names.every(isAsymmetric))) {
      await expect(published({ ...keyOf(one).publicJwk, alg: other })).rejects.toThrow(TypeError);
    }
  });

  it("refuses a weak RSA key", async () => {
    const short = {
      name: "RSASSA-PKCS1-v1_5",
      hash: "SHA-256",
      modulusLength: 1024,
      publicExponent: new Uint8Array([1, 0, 1]),
    };
    const { publicKey, privateKey } = await crypto.subtle.generateKey(short, true, ["sign", "verify"]);
    const [jwk, whole] = [
      await crypto.subtle.exportKey("jwk", publicKey),
      await crypto.subtle.exportKey("jwk", privateKey),
    ];
    await expect(published({ kty: jwk.kty, n: jwk.n, e: jwk.e, kid: "k", alg: "RS256" })).rejects.toThrow(/2048/);
    await expect(importKeyPair("k", "RS256", { kty: "RSA", ...whole })).rejects.toThrow(/2048/);
  });

  it("refuses a secret that is too short inside Hufu, too", async () => {
    for (const bytes of [0, 1, 31]) {
      const jwk = { kty: "oct", k: Buffer.alloc(bytes, 1).toString("base64url") };
      await expect(importKeyPair("k", "HS256", jwk)).rejects.toThrow(TypeError);
    }
  });
});
