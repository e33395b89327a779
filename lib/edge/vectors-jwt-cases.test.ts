// 152 forged or malformed tokens against a profile of an access token that is not quite Hufu's: it knows no client_id,
// auth_time, amr and scope, and does not ask for nbf. They are verified by all of Hufu's code with the form of claims that
// both have in common; what Hufu's own form asks for beyond it is tested in access-claims.test.ts.
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { encode } from "../testing/tokens";
import { readVectors } from "../testing/vectors";
import { commonClaims, type TokenRules, verifyAccessToken, verifyClaims } from "./access-token";
import { importKeyPair, type KeySet } from "./key-set";

const testCase = z.object({
  id: z.number(),
  group: z.string(),
  name: z.string(),
  expect: z.enum(["accept", "either", "reject"]),
  why: z.string(),
  token: z.string().nullable(),
});
const { profile, cases } = readVectors(
  "own/jwt_cases.json",
  z.object({
    profile: z.object({
      now: z.number(),
      issuer: z.string(),
      audience: z.string(),
      max_lifetime_s: z.number(),
      keys_hex: z.record(z.string(), z.string()),
    }),
    cases: z.array(testCase),
  }),
);

const NOW = new Date(profile.now * 1000);
const RULES: TokenRules = {
  issuer: profile.issuer,
  audience: profile.audience,
  maxLifetimeSeconds: profile.max_lifetime_s,
};
const pairs = Object.entries(profile.keys_hex).map(([kid, hex]) =>
  importKeyPair(kid, "HS256", { kty: "oct", k: Buffer.from(hex, "hex").toString("base64url") }),
);
const keys: KeySet = new Map((await Promise.all(pairs)).map(({ verification }) => [verification.kid, verification]));

/** What Hufu does where the profile leaves it open. */
const CHOICES: Record<number, { accepted: boolean; why: string }> = {
  3: { accepted: true, why: "media types compare without case (RFC 2045 §5.1)" },
  35: { accepted: false, why: "a token has one spelling: stray bits are refused" },
  36: { accepted: false, why: "a token has one spelling: no padding" },
  37: { accepted: false, why: "a token has one spelling: no blanks" },
  38: { accepted: false, why: "a token has one spelling: no line feeds" },
  39: { accepted: false, why: "a token has one spelling: base64url alone" },
  56: { accepted: false, why: "JSON does not begin with a byte order mark (RFC 8259 §8.1)" },
  57: { accepted: true, why: "only who holds the key can make it, and one parser reads it: the last value counts" },
  58: { accepted: true, why: "a claim that is not asked for is left out, whatever its name" },
  82: { accepted: false, why: "a key is named by its kid, never guessed" },
  83: { accepted: true, why: "zip means nothing in a JWS and is not looked at" },
  97: { accepted: true, why: "the type alone says what a token is for; a claim that is not asked for is left out" },
  116: { accepted: false, why: "a token for two services could be passed on by one of them" },
  118: { accepted: false, why: "exp has no tolerance" },
  124: { accepted: false, why: "Hufu's times are whole seconds" },
  148: { accepted: true, why: "a claim that is not asked for is left out: it gives no right" },
};

async function signed(header: Record<string, unknown>, claims: Record<string, unknown>): Promise<string> {
  const input = `${encode({ alg: "HS256", kid: "k1", typ: "at+jwt", ...header })}.${encode(claims)}`;
  const key = keys.get("k1")?.key ?? expect.fail("no k1");
  return `${input}.${Buffer.from(await crypto.subtle.sign("HMAC", key, Buffer.from(input))).toString("base64url")}`;
}

/** Those that were too large to be kept, as each says how to make it. */
async function build(id: number): Promise<string> {
  const [, payload = ""] = cases.find((each) => each.id === 1)?.token?.split(".") ?? [];
  const claims = z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
  if (id === 81) return signed({ kid: "k".repeat(300_000) }, claims);
  if (id === 149) return signed({}, { ...claims, x: "a".repeat(20_000) });
  if (id === 150) return ".".repeat(1_000_000);
  if (id === 152)
    return `${encode({ alg: "PBES2-HS256+A128KW", enc: "A128GCM", p2c: 2_000_000, p2s: "AAAA" })}.A.A.A.A`;
  return expect.fail(`case ${id} has no token`);
}

const read = (token: string) => verifyClaims(token, keys, RULES, NOW, commonClaims);

describe("a token of the published cases", () => {
  it.each(cases)("$id, $group, $name: $expect", async ({ id, expect: expected, token }) => {
    const isAccepted = (await read(token ?? (await build(id)))) !== null;
    expect(isAccepted).toBe(expected === "either" ? CHOICES[id]?.accepted : expected === "accept");
  });

  it("leaves open what Hufu has a reason for, and nothing else", () => {
    expect(cases).toHaveLength(152);
    const open = cases.filter((each) => each.expect === "either").map(({ id }) => String(id));
    expect(Object.keys(CHOICES)).toEqual(open);
  });

  it("that carries more than is asked for brings none of it along", async () => {
    for (const id of [58, 97, 148]) {
      const verified = await read(cases.find((each) => each.id === id)?.token ?? "");
      expect(Object.keys(verified?.claims ?? {}).sort()).toEqual(["aud", "exp", "iat", "iss", "jti", "sid", "sub"]);
    }
  });

  it("is not one of Hufu's own, which say more", async () => {
    for (const { token } of cases) expect(await verifyAccessToken(token ?? "", keys, RULES, NOW)).toBeNull();
  });
});
