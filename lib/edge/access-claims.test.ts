import { describe, expect, it } from "vitest";
import { addSeconds, toSeconds } from "../shared/time";
import { claimsAt, forge, keySetOf, makeKey, RULES } from "../testing/tokens";
import { verifyAccessToken } from "./access-token";

const NOW = new Date("2027-01-01T12:00:00Z");
const SECONDS = toSeconds(NOW);
const key = await makeKey();
const keys = keySetOf(key);
/** Whether a rightly signed token with these claims is good at `now`. */
const isGood = async (overrides: Record<string, unknown>, now = NOW) =>
  (await verifyAccessToken(await forge(key, claimsAt(NOW, overrides)), keys, RULES, now)) !== null;

describe("issuer and audience", () => {
  it.each([undefined, "", "https://evil.test", "https://hufu.test/", "HTTPS://HUFU.TEST", ["https://hufu.test"]])(
    "another issuer is refused: %j",
    async (iss) => expect(await isGood({ iss })).toBe(false),
  );

  it.each([undefined, "", "https://other.test", "https://hufu.test", ["https://api.hufu.test", "https://other.test"]])(
    "another audience is refused: %j",
    async (aud) => expect(await isGood({ aud })).toBe(false),
  );
});

describe("names", () => {
  it.each(["sub", "sid", "jti", "client_id"])("%s is text that is not empty", async (name) => {
    for (const value of [undefined, null, "", 1, true, {}, { toString: "user-1" }, ["user-1"]]) {
      expect(await isGood({ [name]: value }), JSON.stringify(value)).toBe(false);
    }
  });

  it("amr is a list with an entry, scope is text", async () => {
    for (const amr of [undefined, [], "pwd", [""], [1]]) expect(await isGood({ amr })).toBe(false);
    for (const scope of [undefined, null, ["account"]]) expect(await isGood({ scope })).toBe(false);
    expect(await isGood({ scope: "" })).toBe(true);
  });

  it("more claims do no harm, but do not get through", async () => {
    const token = await forge(key, claimsAt(NOW, { admin: true, roles: ["admin"] }));
    expect((await verifyAccessToken(token, keys, RULES, NOW))?.claims).toEqual(claimsAt(NOW));
  });
});

describe("expiry", () => {
  const exp = SECONDS + 300;

  it("has no tolerance: good until its second, not at it", async () => {
    expect(await isGood({ exp }, new Date(exp * 1000 - 1))).toBe(true);
    expect(await isGood({ exp }, new Date(exp * 1000))).toBe(false);
    expect(await isGood({ exp }, addSeconds(NOW, 304))).toBe(false);
  });

  it("is never further off than a token may live", async () => {
    expect(await isGood({ exp: SECONDS + 301 })).toBe(false);
    expect(await isGood({ exp: SECONDS + 10 * 365 * 86_400 })).toBe(false);
    expect(await isGood({ exp: NOW.getTime() + 300_000 })).toBe(false); // milliseconds
  });

  it("comes after the token was made", async () => {
    expect(await isGood({ iat: SECONDS + 5, nbf: SECONDS, exp: SECONDS + 5 })).toBe(false);
    expect(await isGood({ iat: SECONDS + 5, nbf: SECONDS, exp: SECONDS + 4 })).toBe(false);
  });
});

describe("the clocks of two servers", () => {
  it("may differ by five seconds for iat and nbf, and no more", async () => {
    expect(await isGood({ iat: SECONDS + 5 })).toBe(true);
    expect(await isGood({ iat: SECONDS + 6 })).toBe(false);
    expect(await isGood({ nbf: SECONDS + 5 })).toBe(true);
    expect(await isGood({ nbf: SECONDS + 6 })).toBe(false);
  });
});

describe("times", () => {
  it.each(["iat", "nbf", "exp", "auth_time"])("%s is a whole positive number of seconds", async (name) => {
    const bad = [undefined, null, "", String(SECONDS), SECONDS + 0.5, 0, -1, true, {}, [SECONDS], 1e300];
    for (const value of bad) expect(await isGood({ [name]: value }), JSON.stringify(value)).toBe(false);
  });
});

describe("a payload that is no object", () => {
  it.each([null, [], "text", 1, true])("%j is refused", async (payload) => {
    expect(await verifyAccessToken(await forge(key, payload), keys, RULES, NOW)).toBeNull();
  });
});
