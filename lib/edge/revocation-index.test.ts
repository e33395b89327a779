import { describe, expect, it } from "vitest";
import { INDEX_MARGIN_SECONDS, RevocationIndex } from "./revocation-index";

const TTL = 300;
const KEPT = TTL + INDEX_MARGIN_SECONDS;
const AT = 1_800_000_000;
const token = { sid: "s1", sub: "u1", iat: AT };
const session = (id: string, at = AT) => ({ kind: "session", id, at }) as const;
const user = (id: string, before = AT, at = AT) => ({ kind: "user", id, before, at }) as const;

function indexOf(...entries: Parameters<RevocationIndex["add"]>[0][]) {
  const index = new RevocationIndex(TTL);
  for (const entry of entries) index.add(entry);
  return index;
}

describe("a revoked session", () => {
  it("is refused whenever its token was made, and no other is", () => {
    const index = indexOf(session("s1"));
    expect(index.isRevoked(token)).toBe(true);
    expect(index.isRevoked({ ...token, iat: AT + 1_000 })).toBe(true);
    expect(index.isRevoked({ ...token, sid: "s2" })).toBe(false);
  });

  it("is not mixed up with a user of the same id", () => {
    expect(indexOf(session("u1")).isRevoked(token)).toBe(false);
    expect(indexOf(user("s1", AT + 1)).isRevoked(token)).toBe(false);
  });

  it.each(["__proto__", "constructor", "toString", ""])("is not found under %j when nothing was revoked", (sid) => {
    expect(indexOf().isRevoked({ sid, sub: sid, iat: 0 })).toBe(false);
  });
});

describe("a user's tokens", () => {
  it("issued before the second are dead, those issued in it and after are not", () => {
    const index = indexOf(user("u1"));
    expect(index.isRevoked({ ...token, iat: AT - 1 })).toBe(true);
    expect(index.isRevoked({ ...token, iat: AT })).toBe(false);
    expect(index.isRevoked({ ...token, iat: AT + 1 })).toBe(false);
    expect(index.isRevoked({ ...token, sub: "u2", iat: AT - 1 })).toBe(false);
  });

  it("stay dead when an older entry arrives late", () => {
    const index = indexOf(user("u1", AT, AT), user("u1", AT - 100, AT - 100));
    expect(index.isRevoked({ ...token, iat: AT - 1 })).toBe(true);
    index.sweep(AT + KEPT - 1);
    expect(index.isRevoked({ ...token, iat: AT - 1 })).toBe(true);
  });
});

describe("sweeping", () => {
  it("keeps an entry one lifetime and the margin, and drops it then", () => {
    const index = indexOf(session("s1"), user("u1", AT + 1));
    index.sweep(AT + KEPT - 1);
    expect(index.size).toBe(2);
    index.sweep(AT + KEPT);
    expect(index.size).toBe(0);
  });

  it("never drops what a token could still speak of", () => {
    const index = indexOf(session("s1"));
    index.sweep(AT + TTL); // the last token made before the revocation expires now
    expect(index.isRevoked(token)).toBe(true);
  });

  it("drops the old and keeps the young", () => {
    const index = indexOf(session("old", AT), session("young", AT + 100));
    index.sweep(AT + KEPT);
    expect(index.isRevoked({ ...token, sid: "old" })).toBe(false);
    expect(index.isRevoked({ ...token, sid: "young" })).toBe(true);
  });

  it("counts an entry once, however often it is added", () => {
    const index = indexOf(session("s1"), session("s1"), session("s1"), user("u1"), user("u1"));
    expect(index.size).toBe(2);
  });

  it("is not held up by someone who signs out everywhere again and again", () => {
    const index = indexOf(user("busy"));
    for (let i = 1; i <= 50; i++) {
      const now = AT + i * 100;
      index.add(user("busy", now, now));
      index.add(session("busy", now));
      index.add(user(`u${i}`, now, now));
      index.add(session(`s${i}`, now));
      index.sweep(now);
    }
    expect(index.size).toBeLessThanOrEqual(2 * (KEPT / 100 + 2));
  });
});
