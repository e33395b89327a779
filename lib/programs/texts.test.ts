import { describe, expect, it } from "vitest";
import { isPersonalToken, isWellFormed, randomPersonalToken } from "./personal-token-text";
import { parseUserCode, randomUserCode } from "./user-code";

describe("a personal access token", () => {
  it("has a prefix and a checksum that scanners of secrets find it by", () => {
    const token = randomPersonalToken();
    expect(token).toMatch(/^hufu_pat_[0-9A-Za-z]{38}$/);
    expect([isPersonalToken(token), isWellFormed(token)]).toEqual([true, true]);
    expect(randomPersonalToken()).not.toBe(token);
  });

  it("is none with another letter, nor longer, shorter or under another prefix", () => {
    // The checksum of 32 zeros is that of CRC-32 as everywhere: crc32("00000000000000000000000000000000") in base 62.
    const known = `hufu_pat_${"0".repeat(32)}`;
    expect(isWellFormed(`${known}000000`)).toBe(false);
    const token = randomPersonalToken();
    for (let at = "hufu_pat_".length; at < token.length; at++) {
      const other = token[at] === "x" ? "y" : "x";
      expect(isWellFormed(token.slice(0, at) + other + token.slice(at + 1)), String(at)).toBe(false);
    }
    for (const wrong of [`${token}0`, token.slice(0, -1), token.slice(1), ` ${token}`, token.toUpperCase(), ""]) {
      expect(isWellFormed(wrong), wrong).toBe(false);
    }
  });
});

describe("a user code", () => {
  it("has eight consonants, which no one takes for each other", () => {
    for (let i = 0; i < 100; i++)
      expect(randomUserCode()).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
  });

  it.each(["WDJB-MJHT", "wdjbmjht", " wdjb mjht ", "WDJB\u2013MJHT", "w-d-j-b-m-j-h-t"])(
    "is read however it is typed: %j",
    (typed) => expect(parseUserCode(typed)).toBe("WDJB-MJHT"),
  );

  it.each(["", "WDJB", "WDJB-MJHTX", "ADJB-MJHT", "WDJB-MJH1", "ＷDJB-MJHT", "\0DJB-MJHT"])("is none: %j", (typed) =>
    expect(parseUserCode(typed)).toBeNull(),
  );
});
