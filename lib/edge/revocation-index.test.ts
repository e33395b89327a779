import { describe, expect, it } from "vitest";
import { INDEX_MARGIN_SECONDS, type RevocationEntry, RevocationIndex } from "./revocation-index";

const TTL = 300;
const KEPT = TTL + INDEX_MARGIN_SECONDS;
const AT = 1_800_000_000;
const token = { sid: "s1", sub: "u1", iat: AT };
const session = (id: string, at = AT) => ({ kind: "session", id, at }) as const;
const user = (id: string, before = AT, at = AT) => ({ kind: "user", id, before, at }) as const;
/** A moment at which both clocks agree. */
const when = (seconds: number) => ({ uptime: seconds, now: seconds });

/** Each entry added when it says. */
function indexOf(...entries: RevocationEntry[]) {
  const index = new RevocationIndex(TTL, AT);
  for (const entry of entries) index.add(entry, when(entry.at));
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
    const index = indexOf(user("u1", AT, AT));
    index.add(user("u1", AT - 100, AT - 100), when(AT));
    expect(index.isRevoked({ ...token, iat: AT - 1 })).toBe(true);
    index.sweep(when(AT + KEPT - 1));
    expect(index.isRevoked({ ...token, iat: AT - 1 })).toBe(true);
  });
});

describe("sweeping", () => {
  it("keeps an entry one lifetime and the margin, and drops it then", () => {
    const index = indexOf(session("s1"), user("u1", AT + 1));
    index.sweep(when(AT + KEPT - 1));
    expect(index.size).toBe(2);
    index.sweep(when(AT + KEPT));
    expect(index.size).toBe(0);
  });

  it("never drops what a token could still speak of", () => {
    const index = indexOf(session("s1"));
    index.sweep(when(AT + TTL)); // the last token made before the revocation expires now
    expect(index.isRevoked(token)).toBe(true);
  });

  it("drops the old and keeps the young", () => {
    const index = indexOf(session("old", AT), session("young", AT + 100));
    index.sweep(when(AT + KEPT));
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
      index.add(user("busy", now, now), when(now));
      index.add(session("busy", now), when(now));
      index.add(user(`u${i}`, now, now), when(now));
      index.add(session(`s${i}`, now), when(now));
      index.sweep(when(now));
    }
    expect(index.size).toBeLessThanOrEqual(2 * (KEPT / 100 + 2));
  });
});

describe("a time of day that is put back", () => {
  const forgotten = AT + KEPT;

  it("does not revive a token whose revocation was forgotten: the index does not speak for it", () => {
    const index = indexOf(session("s1"));
    index.sweep(when(forgotten));
    expect(index.isRevoked(token)).toBe(false);
    expect(index.speaksFor({ exp: AT + TTL })).toBe(false);
    expect(index.speaksFor({ exp: forgotten + TTL })).toBe(true);
  });

  it("between a token and its session's revocation does not revive it when its hour comes again", () => {
    const hour = 3_600;
    const index = new RevocationIndex(TTL, AT);
    index.sweep({ uptime: 1_000, now: AT + hour }); // now the token is made
    index.add(session("s1", AT), { uptime: 1_010, now: AT });
    index.sweep({ uptime: 1_011 + KEPT, now: AT + KEPT });
    expect(index.isRevoked(token)).toBe(false);
    expect(index.speaksFor({ exp: AT + hour + TTL })).toBe(false);
  });

  it("an hour before the revocation makes no difference to how long it is kept", () => {
    const index = new RevocationIndex(TTL, AT);
    index.add(session("s1"), { uptime: 1_000, now: AT });
    index.sweep({ uptime: 1_000 + KEPT - 1, now: AT + KEPT - 1 - 3_600 });
    expect(index.isRevoked(token)).toBe(true);
  });

  it("and forward makes no difference either", () => {
    const index = new RevocationIndex(TTL, AT);
    index.add(session("s1"), { uptime: 1_000, now: AT });
    index.sweep({ uptime: 1_001, now: AT + 3_600 });
    expect(index.isRevoked(token)).toBe(true);
  });

  it("keeps an entry of a time that has not come until it has, and a lifetime more", () => {
    const hour = 3_600;
    const index = new RevocationIndex(TTL, AT);
    index.add(session("s1", AT + hour), when(AT));
    for (let seconds = 0; seconds < hour + KEPT; seconds += 60) {
      index.sweep(when(AT + seconds));
      expect(index.isRevoked({ ...token, iat: AT + hour }), `after ${seconds} s`).toBe(true);
    }
    index.sweep(when(AT + hour + 2 * KEPT));
    expect(index.size).toBe(0);
  });
});

describe("an index that begins", () => {
  it("does not speak for tokens that end before what it has read of", () => {
    const index = new RevocationIndex(TTL, AT);
    expect(index.speaksFor({ exp: AT - 120 })).toBe(false);
    expect(index.speaksFor({ exp: AT + 1 })).toBe(true);
  });
});

describe("a doubt", () => {
  it("is about every token that could be made by then, and about none that is made later", () => {
    const index = indexOf();
    expect(index.speaksFor({ exp: AT + TTL })).toBe(true);
    index.doubt(AT);
    index.doubt(AT - 100);
    expect(index.speaksFor({ exp: AT + TTL })).toBe(false);
    expect(index.speaksFor({ exp: AT + 10 + TTL })).toBe(true);
  });
});

describe("a withdrawn key", () => {
  it("stays withdrawn, and no other is", () => {
    const index = indexOf({ kind: "key", id: "k1", at: AT });
    index.sweep(when(AT + 10 * KEPT));
    expect(index.isWithdrawn("k1")).toBe(true);
    expect(index.isWithdrawn("k2")).toBe(false);
  });
});
