import { exportJWK } from "jose";
import { describe, expect, it } from "vitest";
import { claimsAt, forge, makeKey, RULES } from "../testing/tokens";
import { verifyAccessToken } from "./access-token";
import { keySetFrom, type PublicJwk } from "./key-set";

const NOW = new Date("2027-01-01T12:00:00Z");
/** A published set may hold anything, whatever its type says. */
const published = (...keys: unknown[]) => keySetFrom({ keys: keys as PublicJwk[] });

describe("a published key set", () => {
  it("verifies what its keys signed, each under its own kid", async () => {
    const [first, second] = [await makeKey("first"), await makeKey("second")];
    const keys = await published(first.publicJwk, second.publicJwk);
    const verify = async (token: string) => verifyAccessToken(token, keys, RULES, NOW);
    expect(await verify(await forge(first, claimsAt(NOW), { kid: "first" }))).toMatchObject({ kid: "first" });
    expect(await verify(await forge(second, claimsAt(NOW), { kid: "second" }))).toMatchObject({ kid: "second" });
    expect(await verify(await forge(first, claimsAt(NOW), { kid: "second" }))).toBeNull();
  });

  it("leaves out keys of other algorithms, of none, for other uses and without a name", async () => {
    const { publicJwk } = await makeKey("mine");
    const algorithms = ["ES384", "PS256", "HS256", "none", "eddsa", "toString", undefined];
    const others = algorithms.map((alg, i) => ({ ...publicJwk, alg, kid: `k${i}` }));
    const set = await published(publicJwk, ...others, { ...publicJwk, use: "enc" }, { ...publicJwk, kid: undefined });
    expect([...set.keys()]).toEqual(["mine"]);
  });

  it("without any key to verify with says what it takes", async () => {
    await expect(published()).rejects.toThrow(/outside Hufu .* TOKEN_ALG is EdDSA, ES256 or RS256, never HS256\.$/);
  });

  it("that names two keys alike is refused: which one would it be", async () => {
    await expect(published((await makeKey("k")).publicJwk, (await makeKey("k")).publicJwk)).rejects.toThrow(/alike/);
  });

  it("never takes a shared secret for a public key", async () => {
    await expect(published({ kty: "oct", k: "c2VjcmV0", kid: "k1", alg: "EdDSA", use: "sig" })).rejects.toThrow();
  });

  it("that holds a private key is refused as a whole: it must not have been published", async () => {
    const { privateKey } = await makeKey();
    const leaked = { ...(await exportJWK(privateKey)), kid: "k1", alg: "EdDSA", use: "sig" };
    await expect(published(leaked)).rejects.toThrow(TypeError);
  });

  it("that is malformed is a fault, not an empty set", async () => {
    await expect(published({ kty: "OKP", crv: "Ed25519", x: "AA", kid: "k1", alg: "EdDSA" })).rejects.toThrow();
    await expect(published({ kid: "k1", alg: "EdDSA" })).rejects.toThrow();
  });
});
