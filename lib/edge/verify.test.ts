import { describe, expect, it } from "vitest";
import { addSeconds, toSeconds } from "../shared/time";
import { claimsAt, forge, keySetOf, makeKey, RULES } from "../testing/tokens";
import { type RevocationEntry, RevocationIndex } from "./revocation-index";
import { createVerifier } from "./verify";

const NOW = new Date("2027-01-01T12:00:00Z");
const at = (seconds: number) => addSeconds(NOW, seconds);
const key = await makeKey();

/** A verifier of its own, whose keys can be replaced. */
function setUp() {
  const index = new RevocationIndex(RULES.maxLifetimeSeconds, toSeconds(NOW));
  const state = { keys: keySetOf(key), index, isFresh: true };
  const judge = createVerifier({ keys: () => state.keys, rules: RULES, index, isFresh: () => state.isFresh });
  const verify = async (token: string, now: Date) => {
    const verdict = await judge(token, now);
    return verdict.outcome === "accepted" ? verdict.claims : null;
  };
  return { state, judge, verify, revoke: (entry: RevocationEntry) => index.add(entry, { uptime: 0, now: entry.at }) };
}

/** The same signature, spelled with other unused bits in its last character. */
function respelled(token: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const last = alphabet.indexOf(token.slice(-1));
  return token.slice(0, -1) + alphabet[last ^ 1];
}

describe("a token that is known already", () => {
  it("is good again, with the same claims", async () => {
    const { verify } = setUp();
    const token = await forge(key, claimsAt(NOW));
    expect(await verify(token, NOW)).toEqual(claimsAt(NOW));
    expect(await verify(token, at(299))).toEqual(claimsAt(NOW));
  });

  it("is refused from its expiry on, by any number of asks", async () => {
    const { verify } = setUp();
    const token = await forge(key, claimsAt(NOW));
    await verify(token, NOW);
    expect(await verify(token, at(299.999))).not.toBeNull();
    for (const seconds of [300, 300.5, 1_000]) expect(await verify(token, at(seconds))).toBeNull();
  });

  it("is refused while the clock says that it is not made yet: what it outlived in a wrong hour may be forgotten", async () => {
    const { verify } = setUp();
    const token = await forge(key, claimsAt(NOW));
    expect(await verify(token, NOW)).not.toBeNull();
    expect(await verify(token, at(-5))).not.toBeNull();
    expect(await verify(token, at(-3_600))).toBeNull();
  });

  it("does not vouch for another that differs in one character", async () => {
    const { verify } = setUp();
    const token = await forge(key, claimsAt(NOW));
    await verify(token, NOW);
    for (let i = 0; i < token.length - 1; i += 7) {
      const changed = token.slice(0, i) + (token[i] === "x" ? "y" : "x") + token.slice(i + 1);
      expect(await verify(changed, NOW), `character ${i}`).toBeNull();
    }
  });

  it("is refused as soon as its key is gone", async () => {
    const { state, verify } = setUp();
    const token = await forge(key, claimsAt(NOW));
    expect(await verify(token, NOW)).not.toBeNull();
    state.keys = keySetOf(await makeKey("k2"));
    expect(await verify(token, NOW)).toBeNull();
  });

  it("is refused as soon as its session is revoked, and so is every spelling of it", async () => {
    const { verify, revoke } = setUp();
    const token = await forge(key, claimsAt(NOW));
    const other = respelled(token);
    expect(Buffer.from(other.split(".")[2] ?? "", "base64url")).toEqual(
      Buffer.from(token.split(".")[2] ?? "", "base64url"),
    );
    await verify(token, NOW);
    await verify(other, NOW);
    revoke({ kind: "session", id: "session-1", at: toSeconds(NOW) });
    expect(await verify(token, NOW)).toBeNull();
    expect(await verify(other, NOW)).toBeNull();
  });

  it("is refused when all tokens of its user from before were revoked; one from then on is good", async () => {
    const { verify, revoke } = setUp();
    const before = await forge(key, claimsAt(NOW));
    const since = await forge(key, claimsAt(at(1), { sid: "session-2" }));
    expect(await verify(before, at(1))).not.toBeNull();
    revoke({ kind: "user", id: "user-1", before: toSeconds(at(1)), at: toSeconds(at(1)) });
    expect(await verify(before, at(1))).toBeNull();
    expect(await verify(since, at(1))).not.toBeNull();
  });
});

describe("a token that is new", () => {
  it("of a revoked session is refused although its signature is good", async () => {
    const { verify, revoke } = setUp();
    revoke({ kind: "session", id: "session-1", at: toSeconds(NOW) });
    expect(await verify(await forge(key, claimsAt(NOW)), NOW)).toBeNull();
    expect(await verify(await forge(key, claimsAt(NOW, { sid: "session-2" })), NOW)).not.toBeNull();
  });

  it("that was refused is not remembered as good, nor as bad", async () => {
    const { verify } = setUp();
    const early = await forge(key, claimsAt(at(60)));
    expect(await verify(early, NOW)).toBeNull();
    expect(await verify(early, NOW)).toBeNull();
    expect(await verify(early, at(60))).not.toBeNull();
  });
});

describe("the cache", () => {
  it("answers at most 10,000 tokens without their signature, the least recently used go first", async () => {
    const { state, verify } = setUp();
    const tokens = await Promise.all(
      Array.from({ length: 10_001 }, (_, i) => forge(key, claimsAt(NOW, { jti: `token-${i}` }))),
    );
    for (const token of tokens.slice(0, 10_000)) await verify(token, NOW);
    await verify(tokens[0] ?? "", NOW); // used again: now the second is the oldest
    await verify(tokens[10_000] ?? "", NOW);

    // Under the same kid stands another key now: only what is not checked again is still good.
    state.keys = new Map([["k1", (await makeKey()).verification]]);
    expect(await verify(tokens[0] ?? "", NOW)).not.toBeNull();
    expect(await verify(tokens[1] ?? "", NOW)).toBeNull();
    expect(await verify(tokens[2] ?? "", NOW)).not.toBeNull();
    expect(await verify(tokens[10_000] ?? "", NOW)).not.toBeNull();
  }, 60_000);
});

describe("while the feed is not heard", () => {
  it("a good token is unsure, known or not, and a revoked one is refused all the same", async () => {
    const { state, judge, revoke } = setUp();
    const token = await forge(key, claimsAt(NOW));
    state.isFresh = false;
    for (let ask = 0; ask < 2; ask++) {
      expect(await judge(token, NOW)).toEqual({ outcome: "unsure", claims: claimsAt(NOW), kid: "k1" });
    }
    expect(await judge(token, at(300))).toEqual({ outcome: "invalid" });
    revoke({ kind: "session", id: "session-1", at: toSeconds(NOW) });
    expect(await judge(token, NOW)).toEqual({ outcome: "revoked" });
  });
});

describe("a withdrawn key", () => {
  it("lets nobody in, with tokens known or new, while it still stands in the key set", async () => {
    const { judge, revoke } = setUp();
    const known = await forge(key, claimsAt(NOW));
    await judge(known, NOW);
    revoke({ kind: "key", id: "k1", at: toSeconds(NOW) });
    expect(await judge(known, NOW)).toEqual({ outcome: "revoked" });
    expect(await judge(await forge(key, claimsAt(NOW, { jti: "new" })), NOW)).toEqual({ outcome: "revoked" });
  });
});
