import { exportJWK, generateKeyPair, generateSecret, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { randomCredential, randomId } from "../infra/random-id";
import { deriveRefreshToken } from "../sessions/refresh-token";
import { checkSignature, checkTimes, readToken } from "./inspect-token";

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("what was pasted", () => {
  it("is read as a JWT, with or without what stood before it", () => {
    const token = `${part({ alg: "none" })}.${part({ sub: "x" })}.`;
    const read = { kind: "jwt", header: { alg: "none" }, claims: { sub: "x" }, hasSignature: false };
    for (const text of [token, `Bearer ${token}`, ` bearer  ${token}\n`, `Authorization: Bearer ${token}`]) {
      expect(readToken(text)).toEqual(read);
    }
  });

  it("is read as a refresh token of ours, with what it names", () => {
    const session = { id: randomId(), refreshSalt: randomCredential(), refreshKeyVersion: 1 };
    const text = deriveRefreshToken(session, 258, new Map([[1, Buffer.alloc(32)]]));
    expect(readToken(text)).toEqual({ kind: "refresh", sid: session.id, generation: 258 });
  });

  it.each([
    ["", "empty"],
    [" \n", "empty"],
    ["Bearer ", "parts"],
    ["a.b.c.d.e", "encrypted"],
    ["a.b", "parts"],
    ["a..c", "alphabet"],
    ["ä.b.c", "alphabet"],
    [`${part([])}.${part({})}.x`, "header"],
    [`${part({})}.${part("x")}.x`, "claims"],
    [`${part({})}.${Buffer.from([0xff]).toString("base64url")}.x`, "claims"],
  ])("is no token: %j", (text, code) => expect(readToken(text)).toEqual({ kind: "fault", fault: code }));
});

describe("a signature", () => {
  it.each(["EdDSA", "ES256", "RS256", "PS256"])("of %s is good by its key alone, alone or in a set", async (alg) => {
    const { privateKey, publicKey } = await generateKeyPair(alg);
    const jwk = await exportJWK(publicKey);
    const token = await new SignJWT({}).setProtectedHeader({ alg, kid: "a" }).sign(privateKey);
    const other = await exportJWK((await generateKeyPair(alg)).publicKey);
    const check = (keys: unknown) => checkSignature(token, JSON.stringify(keys));
    expect(
      await check({
        keys: [
          { ...other, kid: "b" },
          { ...jwk, kid: "a" },
        ],
      }),
    ).toBe("good");
    expect(await check({ ...jwk, kid: "a", alg })).toBe("good");
    expect(await check({ ...other, kid: "a" })).toBe("wrong");
    expect(await check({ ...jwk, kid: "b" })).toBe("unknown-key");
    expect(await check({ ...jwk, kid: "a", alg: "ES384" })).toBe("algorithm");
    expect(await check({ keys: [] })).toBe("unknown-key");
  });

  it("is not good by a public key that is taken for a secret", async () => {
    const { publicKey } = await generateKeyPair("ES256");
    const jwk = { ...(await exportJWK(publicKey)), kid: "a" };
    const forged = await new SignJWT({})
      .setProtectedHeader({ alg: "HS256", kid: "a" })
      .sign(await generateSecret("HS256"));
    expect(await checkSignature(forged, JSON.stringify(jwk))).toBe("algorithm");
  });

  it.each(["", "{", "[]", "null", '{"keys":1}', '{"keys":[{"kty":"EC","kid":"a"}]}'])(
    "is good by no keys that cannot be read: %s",
    async (keys) => {
      const { privateKey } = await generateKeyPair("ES256");
      const token = await new SignJWT({}).setProtectedHeader({ alg: "ES256", kid: "a" }).sign(privateKey);
      expect(await checkSignature(token, keys)).toBe("keys");
    },
  );

  it("that needs an extension is not called good", async () => {
    const token = `${part({ alg: "ES256", crit: ["x"], x: 1 })}.${part({})}.x`;
    expect(await checkSignature(token, "{}")).toBe("extension");
  });
});

describe("times", () => {
  const NOW = 1_000_000;
  it.each([
    [{ exp: NOW + 1 }, "good"],
    [{ exp: NOW }, "expired"],
    [{ exp: NOW + 10, nbf: NOW + 5 }, "good"],
    [{ exp: NOW + 10, nbf: NOW + 6 }, "not-yet"],
    [{ exp: NOW + 10, iat: NOW + 6 }, "from-the-future"],
    [{}, "endless"],
    [{ exp: "soon" }, "endless"],
  ])("%j: %s", (claims, verdict) => expect(checkTimes(claims, NOW)).toBe(verdict));
});
