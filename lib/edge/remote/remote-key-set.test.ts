import { describe, expect, it } from "vitest";
import { json, key, NOW, oddFeed } from "../../testing/odd-feed";
import { claimsAt, forge, makeKey } from "../../testing/tokens";

describe("the keys", () => {
  it("are read when a token names another, at most once a second, however many do", async () => {
    const { state, verifier, tokenOf } = await oddFeed();
    const next = await makeKey("k2");
    const early = await forge(next, claimsAt(NOW), { kid: "k2" });
    expect((await verifier.verify(early)).outcome).toBe("invalid");
    state.jwks = json({ keys: [key.publicJwk, next.publicJwk] });
    for (const kid of ["a", "b", "k2"]) {
      expect((await verifier.verify(await forge(next, claimsAt(NOW), { kid }))).outcome).toBe("invalid");
    }
    expect(state.keysAsked).toBe(1);
    state.seconds = 1;
    const outcomes = await Promise.all(Array.from({ length: 20 }, async () => (await verifier.verify(early)).outcome));
    expect(new Set(outcomes)).toEqual(new Set(["accepted"]));
    expect(state.keysAsked).toBe(2);
    expect((await verifier.verify(await tokenOf())).outcome).toBe("accepted");
  });

  it("are read again when they are as old as the answer allows, and kept where that fails", async () => {
    const { state, outcome, verifier, tokenOf } = await oddFeed();
    state.jwks = json({ keys: [key.publicJwk] }, { "cache-control": "public, max-age=60" });
    const claims = { iat: NOW.getTime() / 1000, exp: NOW.getTime() / 1000 + 300 };
    await outcome(claims);
    state.seconds = 59;
    await outcome(claims);
    expect(state.keysAsked).toBe(1);
    state.seconds = 60;
    state.jwks = (response) => response.destroy();
    expect(await outcome(claims)).toBe("accepted");
    expect(state.keysAsked).toBe(2);
    state.jwks = json({ keys: [(await makeKey("k2")).publicJwk] });
    state.seconds = 66;
    expect(await verifier.verify(await tokenOf())).toEqual({ outcome: "invalid" });
  });

  it("that were never read leave every token unsure: nobody is signed out by an outage", async () => {
    const { state, verifier, tokenOf } = await oddFeed();
    state.jwks = (response) => response.writeHead(500).end();
    expect(await verifier.verify(await tokenOf())).toEqual({
      outcome: "unsure",
      why: "/.well-known/jwks.json could not be read: status 500",
    });
  });

  it("of a Hufu that signs with a shared secret are none, and that is said plainly", async () => {
    const { state, verifier, tokenOf } = await oddFeed();
    state.jwks = json({ keys: [] });
    const verdict = await verifier.verify(await tokenOf({}, { alg: "HS256", kid: "shared" }));
    expect(verdict).toMatchObject({ outcome: "unsure", why: expect.stringContaining("HS256") });
  });

  it.each([["null"], ["{}"], ['{"keys":7}'], ['{"keys":[null]}'], ['{"keys":[{"alg":"EdDSA","kid":"k1"}]}']])(
    "are not taken from %s",
    async (body) => {
      const { state, outcome } = await oddFeed();
      state.jwks = json(body);
      expect(await outcome()).toBe("unsure");
    },
  );
});
