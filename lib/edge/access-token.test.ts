import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { addSeconds, toSeconds } from "../shared/time";
import { claimsAt, encode, forge, keySetOf, makeKey, RULES } from "../testing/tokens";
import { type AccessClaims, readIssuedToken, signAccessToken, verifyAccessToken } from "./access-token";

const NOW = new Date("2027-01-01T12:00:00Z");
const SECONDS = toSeconds(NOW);
const key = await makeKey();
const keys = keySetOf(key);
const verify = (token: string, now = NOW) => verifyAccessToken(token, keys, RULES, now);
const claims = claimsAt(NOW);

describe("a good token", () => {
  it("gives its claims and key back", async () => {
    const token = await signAccessToken(claims as AccessClaims, { ...key.verification, key: key.privateKey });
    expect(await verify(token)).toEqual({ claims, kid: "k1" });
  });

  it("is one that others make by the same rules", async () => {
    expect(await verify(await forge(key, claims))).toEqual({ claims, kid: "k1" });
  });
});

describe("a signature", () => {
  it("of another key under the same kid is refused", async () => {
    expect(await verify(await forge(await makeKey(), claims))).toBeNull();
  });

  it("does not cover other claims, another header, or nothing", async () => {
    const [header, payload, signature] = (await forge(key, claims)).split(".");
    expect(await verify(`${header}.${encode({ ...claims, sub: "someone-else" })}.${signature}`)).toBeNull();
    expect(
      await verify(`${encode({ alg: "EdDSA", typ: "at+jwt", kid: "k1", x: 1 })}.${payload}.${signature}`),
    ).toBeNull();
    expect(await verify(`${header}.${payload}.`)).toBeNull();
    expect(await verify(`${header}.${payload}.${"A".repeat(86)}`)).toBeNull();
  });

  it("is refused when any part of the token is cut or changed", async () => {
    const token = await forge(key, claims);
    for (const at of [0, 10, 100, 300, token.length - 20]) {
      const other = token[at] === "A" ? "B" : "A";
      expect(await verify(token.slice(0, at) + other + token.slice(at + 1))).toBeNull();
    }
    for (const length of [0, 1, 50, token.length - 10, token.length - 2]) {
      expect(await verify(token.slice(0, length))).toBeNull();
    }
  });
});

describe("the header does not choose the algorithm", () => {
  it.each(["none", "None", "NONE", ""])("alg %j without a signature", async (alg) => {
    const unsigned = `${encode({ alg, kid: "k1", typ: "at+jwt" })}.${encode(claims)}.`;
    expect(await verify(unsigned)).toBeNull();
    expect(await verify(`${unsigned}AAAA`)).toBeNull();
  });

  it.each(["ES256", "RS256", "HS256", "Ed25519", "eddsa"])("alg %s over a right signature", async (alg) => {
    expect(await verify(await forge(key, claims, { alg }))).toBeNull();
  });

  it("HS256 with the public key as its secret", async () => {
    const input = `${encode({ alg: "HS256", kid: "k1", typ: "at+jwt" })}.${encode(claims)}`;
    for (const secret of [JSON.stringify(key.publicJwk), Buffer.from(key.publicJwk.x ?? "", "base64url")]) {
      const mac = createHmac("sha256", secret).update(input).digest("base64url");
      expect(await verify(`${input}.${mac}`)).toBeNull();
    }
  });

  it("a key that the token brings along", async () => {
    const own = await makeKey();
    expect(await verify(await forge(own, claims, { jwk: own.publicJwk }))).toBeNull();
    expect(await verify(await forge(own, claims, { kid: "own", jku: "https://evil.test/jwks" }))).toBeNull();
  });
});

describe("a kid", () => {
  it.each([undefined, null, "", "k2", "__proto__", "constructor", "K1", "k1 ", 1, ["k1"], { k1: 1 }, "k".repeat(65)])(
    "%j names no key",
    async (kid) => {
      expect(await verify(await forge(key, claims, { kid }))).toBeNull();
    },
  );
});

describe("the form", () => {
  it("of type at+jwt alone is accepted", async () => {
    for (const typ of [undefined, "JWT", "jwt", "rt+jwt", "at+jwt2", "at+jwt;v=1", ["at+jwt"], 1]) {
      expect(await verify(await forge(key, claims, { typ }))).toBeNull();
    }
    expect(await verify(await forge(key, claims, { typ: "application/at+jwt" }))).not.toBeNull(); // RFC 9068 §2.1
  });

  it("with critical extensions is refused", async () => {
    expect(await verify(await forge(key, claims, { crit: ["exp"] }))).toBeNull();
    expect(await verify(await forge(key, claims, { crit: ["b64"], b64: false }))).toBeNull();
    expect(await verify(await forge(key, claims, { crit: [] }))).toBeNull();
  });

  it("is three segments of canonical parts, and nothing else", async () => {
    const token = await forge(key, claims);
    const others = ["", ".", "..", "...", "....", "a.b.c", "null", "{}", `${token}.`, `.${token}`, `${token}.a.b`];
    for (const text of [...others, ` ${token}`, `"${token}"`, token.split(".").reverse().join(".")]) {
      expect(await verify(text), text.slice(0, 20)).toBeNull();
    }
    const [header, payload, signature] = token.split(".");
    expect(await verify(`${header}=.${payload}.${signature}`)).toBeNull();
    expect(await verify(`${header}.${payload}==.${signature}`)).toBeNull();
  });

  it("above 8 kB is refused, however well it is signed", async () => {
    expect(await verify(await forge(key, { ...claims, scope: "s".repeat(5_000) }))).not.toBeNull();
    const token = await forge(key, { ...claims, scope: "s".repeat(6_500) });
    expect(token.length).toBeGreaterThan(8_192);
    expect(await verify(token)).toBeNull();
  });
});

describe("a token whose session is to be ended", () => {
  it("is read long after it expired", async () => {
    expect(await readIssuedToken(await forge(key, claims), keys, RULES)).toEqual(claims);
    expect(await verify(await forge(key, claims), addSeconds(NOW, 86_400))).toBeNull();
  });

  it("is not read when it was never good", async () => {
    const foreign = await forge(await makeKey(), claims);
    const endless = await forge(key, { ...claims, exp: SECONDS + 301 });
    for (const token of [foreign, endless, await forge(key, { ...claims, iat: "1" }), "a.b.c", "", "x".repeat(9_000)]) {
      expect(await readIssuedToken(token, keys, RULES)).toBeNull();
    }
  });
});
