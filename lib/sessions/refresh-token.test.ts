import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { deriveRefreshToken, isGenuine, parseRefreshToken } from "./refresh-token";

const keys = new Map([
  [1, randomBytes(32)],
  [2, randomBytes(32)],
]);
const newSession = () => ({
  id: randomBytes(16).toString("base64url"),
  refreshSalt: randomBytes(24).toString("base64url"),
  refreshKeyVersion: 1,
});
const session = newSession();
const token = deriveRefreshToken(session, 7, keys);

function claimOf(text: string) {
  const claim = parseRefreshToken(text);
  if (!claim) throw new Error("Not a refresh token");
  return claim;
}

describe("a refresh token", () => {
  it("is the same each time, and names its session and generation", () => {
    expect(deriveRefreshToken(session, 7, keys)).toBe(token);
    expect(token).toMatch(/^[\w-]{70}$/);
    expect(claimOf(token)).toMatchObject({ sid: session.id, generation: 7 });
    expect(isGenuine(claimOf(token), session, keys)).toBe(true);
  });

  it("takes key, salt, session and generation together to make", () => {
    const others = [
      deriveRefreshToken(session, 8, keys),
      deriveRefreshToken({ ...session, refreshSalt: newSession().refreshSalt }, 7, keys),
      deriveRefreshToken({ ...session, refreshKeyVersion: 2 }, 7, keys),
      deriveRefreshToken({ ...session, id: newSession().id }, 7, keys),
      deriveRefreshToken(session, 7, new Map([[1, randomBytes(32)]])),
    ];
    expect(new Set([token, ...others]).size).toBe(6);
  });

  it("may be of any generation that its four bytes hold", () => {
    for (const generation of [0, 1, 2 ** 31, 2 ** 32 - 1]) {
      expect(claimOf(deriveRefreshToken(session, generation, keys)).generation).toBe(generation);
    }
  });

  it("cannot be made for a session whose key is gone", () => {
    expect(() => deriveRefreshToken({ ...session, refreshKeyVersion: 3 }, 0, keys)).toThrow();
    expect(isGenuine(claimOf(token), { ...session, refreshKeyVersion: 3 }, keys)).toBe(false);
  });
});

describe("a forged one", () => {
  it("is not genuine, whichever byte was changed", () => {
    const bytes = Buffer.from(token, "base64url");
    for (let i = 0; i < bytes.length; i++) {
      const forged = Buffer.from(bytes);
      forged[i] = (forged[i] ?? 0) ^ 0x80;
      expect(isGenuine(claimOf(forged.toString("base64url")), session, keys)).toBe(false);
    }
  });

  it("is not genuine for another session, salt or key", () => {
    expect(isGenuine(claimOf(token), newSession(), keys)).toBe(false);
    expect(isGenuine(claimOf(token), { ...session, refreshSalt: newSession().refreshSalt }, keys)).toBe(false);
    expect(isGenuine(claimOf(token), { ...session, refreshKeyVersion: 2 }, keys)).toBe(false);
    expect(isGenuine(claimOf(token), session, new Map([[1, randomBytes(32)]]))).toBe(false);
  });
});

describe("other text", () => {
  it.each([
    "",
    "A",
    token.slice(0, -1),
    `${token}A`,
    `${token}=`,
    `${token}==`,
    ` ${token}`,
    `${token}\n`,
    `${token.slice(0, 10)}.${token.slice(10)}`,
    `${token.slice(0, 35)} ${token.slice(35)}`,
    "+".repeat(70),
    "🐯".repeat(35),
    "A".repeat(1_000_000),
  ])("is none: %#", (text) => expect(parseRefreshToken(text)).toBeNull());

  it("that decodes to the same bytes is none: there is one spelling", () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const respelled = token.slice(0, -1) + alphabet[alphabet.indexOf(token.slice(-1)) ^ 1];
    expect(Buffer.from(respelled, "base64url")).toEqual(Buffer.from(token, "base64url"));
    expect(parseRefreshToken(respelled)).toBeNull();
  });
});
