import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import bcrypt from "bcryptjs";
import { describe, expect, it } from "vitest";
import { checkPassword, hashPassword, isOutdated } from "./password-hash";

const COST = 4;
const peppers = { current: 1, byVersion: new Map([[1, randomBytes(32)]]) };
const hash = (password: string) => hashPassword(password, peppers, COST);
/** Whether `presented` opens what was made from `password`. */
const opens = async (password: string, presented: string) =>
  checkPassword(presented, await hash(password), peppers, COST);

describe("a password", () => {
  it.each(["a", "correct horse battery staple", "密码 🐯", " ", "\u0000", "a".repeat(256), "🐯".repeat(256)])(
    "opens its own hash: %j",
    async (password) => expect(await opens(password, password)).toBe(true),
  );

  it.each([
    ["case", "Correct horse", "correct horse"],
    ["a space at the end", "correct horse", "correct horse "],
    ["byte 72 of 73", `${"a".repeat(72)}b`, `${"a".repeat(72)}c`],
    ["what comes after byte 72", "a".repeat(72), "a".repeat(73)],
    ["character 256", `${"a".repeat(255)}b`, `${"a".repeat(255)}c`],
    ["bytes, though characters are fewer", `${"🐯".repeat(18)}b`, `${"🐯".repeat(18)}c`],
    ["what comes after NUL", "secret\u0000one", "secret\u0000two"],
    ["NUL at the end", "secret", "secret\u0000"],
    ["NUL at the start", "\u0000one", "\u0000two"],
    ["nothing but NUL", "\u0000", "\u0000\u0000"],
    ["an empty one", "secret", ""],
    ["repetition", "secret", "secretsecret"],
  ])("is another when it differs in %s", async (_, password, presented) => {
    expect(await opens(password, presented)).toBe(false);
    expect(await opens(presented, password)).toBe(false);
  });

  it("is one however the keyboard spells it", async () => {
    expect(await opens("Ame\u0301lie", "Am\u00e9lie")).toBe(true);
    expect(await opens("ｐａｓｓ", "pass")).toBe(true);
  });

  it("has another hash each time, which shows neither it nor the pepper", async () => {
    const [first, second] = [await hash("secret"), await hash("secret")];
    expect(first.hash).not.toBe(second.hash);
    expect(first).toEqual({ hash: expect.stringMatching(/^\$2[aby]\$04\$.{53}$/), scheme: 1, pepperVersion: 1 });
  });

  it("is worth nothing without the pepper: a stolen table cannot be guessed at", async () => {
    const stored = await hash("secret");
    expect(
      await checkPassword("secret", stored, { ...peppers, byVersion: new Map([[1, randomBytes(32)]]) }, COST),
    ).toBe(false);
    expect(await bcrypt.compare("secret", stored.hash)).toBe(false);
    await expect(checkPassword("secret", { ...stored, pepperVersion: 2 }, peppers, COST)).rejects.toThrow(/pepper/);
  });
});

describe("a hash from another system", () => {
  const scheme0 = async (password: string) => ({
    hash: await bcrypt.hash(password, COST),
    scheme: 0,
    pepperVersion: 1,
  });

  it("is accepted, and is due for a better one", async () => {
    const stored = await scheme0("secret");
    expect(await checkPassword("secret", stored, peppers, COST)).toBe(true);
    expect(await checkPassword("Secret", stored, peppers, COST)).toBe(false);
    expect(isOutdated(stored, peppers, COST)).toBe(true);
  });

  it.each(["", "plain", "$2b$04$", "$1$abc$def", `$2b$99$${"a".repeat(53)}`])(
    "opens for nobody if it is none: %j",
    async (text) => {
      const stored = { hash: text, scheme: 0, pepperVersion: 1 };
      for (const presented of ["", text, "plain"]) {
        expect(await checkPassword(presented, stored, peppers, COST).catch(() => "a fault")).not.toBe(true);
      }
    },
  );
});

describe("a hash is outdated", () => {
  it("by its cost or pepper, and never for being stronger", async () => {
    const stored = await hash("secret");
    expect(isOutdated(stored, peppers, COST)).toBe(false);
    expect(isOutdated(stored, peppers, COST + 1)).toBe(true);
    expect(isOutdated(stored, peppers, COST - 1)).toBe(false);
    expect(isOutdated(stored, { ...peppers, current: 2 }, COST)).toBe(true);
  });
});

describe("someone who has no account", () => {
  it("is refused, whatever they present", async () => {
    for (const password of ["", "secret", "a".repeat(256)]) {
      expect(await checkPassword(password, null, peppers, COST)).toBe(false);
    }
  });
});

describe("more work than there are hands", () => {
  const flood = (act: () => Promise<unknown>) =>
    Promise.allSettled(Array.from({ length: 9 * availableParallelism() + 20 }, act));
  const refusals = (settled: PromiseSettledResult<unknown>[]) =>
    settled.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));

  it("is refused as busy, with the time to come back, and what was taken on is done", async () => {
    const settled = await flood(() => hash("secret"));
    expect(refusals(settled).length).toBeGreaterThan(0);
    expect(refusals(settled).length).toBeLessThan(settled.length);
    for (const problem of refusals(settled)) {
      expect(problem).toMatchObject({ code: "busy", details: { retryAfterSeconds: 2 } });
    }
    expect(await opens("secret", "secret")).toBe(true); // and it passes
  });

  it("is counted for someone unknown as for anybody: they cost a hash too", async () => {
    const stored = await hash("secret");
    const known = await flood(() => checkPassword("wrong", stored, peppers, COST));
    const unknown = await flood(() => checkPassword("wrong", null, peppers, COST));
    expect(refusals(unknown).length).toBeGreaterThan(0);
    expect(refusals(unknown).map(({ code }) => code)).toEqual(refusals(known).map(({ code }) => code));
  });
});
