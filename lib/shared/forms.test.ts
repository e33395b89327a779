import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { deviceNameForm, profileForm, signInForm, signUpForm } from "./forms";

const MIN = 15;
const EMAIL = "anna@example.com";
const TIGER = "🐯"; // one code point, two UTF-16 units, four bytes

/** Codes by field, or null when the form is good. */
function faults(form: z.ZodType, value: unknown): Record<string, string[]> | null {
  const parsed = form.safeParse(value);
  if (parsed.success) return null;
  const fields: Record<string, string[]> = {};
  for (const { path, message } of parsed.error.issues) {
    const field = String(path[0]);
    fields[field] = [...(fields[field] ?? []), message];
  }
  return fields;
}
const newPassword = (password: unknown) => faults(signUpForm(MIN), { email: EMAIL, password });
const presented = (password: unknown) => faults(signInForm, { email: EMAIL, password });

describe("a new password", () => {
  it.each([
    [1, "password_too_short"],
    [14, "password_too_short"],
    [15, null],
    [64, null],
    [256, null],
    [257, "password_too_long"],
    [10_000, "password_too_long"],
  ])("of %i characters: %s", (length, code) => {
    for (const character of ["a", TIGER, "ä", "\u0301"]) {
      expect(newPassword(character.repeat(length))).toEqual(code && { password: [code] });
    }
  });

  it("may be any text: spaces around it, control characters and NUL count", () => {
    for (const text of [" ".repeat(15), `\u0000${"a".repeat(14)}`, "\t\n".repeat(8), "密码".repeat(8)]) {
      expect(newPassword(text)).toBeNull();
    }
    expect(signUpForm(MIN).parse({ email: EMAIL, password: `  ${"a".repeat(15)} ` }).password).toHaveLength(18);
  });

  it("is whole: half a surrogate pair is no character", () => {
    for (const half of ["\ud83d", "\udc2f", "\udc2f\ud83d"]) {
      expect(newPassword("a".repeat(20) + half)).toEqual({ password: ["password_not_text"] });
      expect(newPassword(half + "a".repeat(20))).toEqual({ password: ["password_not_text"] });
    }
  });

  it("follows the length that is configured", () => {
    const password = "a".repeat(8);
    expect(faults(signUpForm(8), { email: EMAIL, password })).toBeNull();
    expect(faults(signUpForm(9), { email: EMAIL, password })).toEqual({ password: ["password_too_short"] });
  });
});

describe("a presented password", () => {
  it("may be shorter than a new one: which rule held then is nobody's business", () => {
    for (const text of ["a", " ", "\u0000", TIGER.repeat(256)]) expect(presented(text)).toBeNull();
  });

  it("is refused where no account can have it", () => {
    expect(presented("")).toEqual({ password: ["required"] });
    expect(presented("a".repeat(257))).toEqual({ password: ["password_too_long"] });
    expect(presented("a".repeat(10_000))).toEqual({ password: ["password_too_long"] });
    expect(presented("\ud83d")).toEqual({ password: ["password_not_text"] });
  });
});

describe("fields of another type", () => {
  it.each([undefined, null, 1, true, ["a".repeat(20)], { length: 20 }, {}])("%j is not text", (value) => {
    expect(newPassword(value)).toEqual({ password: ["required"] });
    expect(presented(value)).toEqual({ password: ["required"] });
    expect(faults(signInForm, { email: value, password: "a" })).toEqual({ email: ["required"] });
  });

  it("are all named at once", () => {
    const form = { email: "no", password: "a", name: "n".repeat(101), next: 1 };
    expect(faults(signUpForm(MIN), form)).toEqual({
      email: ["email_invalid"],
      password: ["password_too_short"],
      name: ["name_too_long"],
      next: ["not_allowed"],
    });
  });

  it("and fields of no meaning do not get through", () => {
    const form = { email: EMAIL, password: "a".repeat(20), id: "1", credentialVersion: 9, emailVerifiedAt: "now" };
    expect(Object.keys(signUpForm(MIN).parse(form)).sort()).toEqual(["email", "password"]);
  });
});

describe("an e-mail address", () => {
  it("is asked for when it is blank, and corrected when it is none", () => {
    expect(faults(signInForm, { email: "  ", password: "a" })).toEqual({ email: ["required"] });
    expect(faults(signInForm, { email: "anna", password: "a" })).toEqual({ email: ["email_invalid"] });
  });
});

describe("remember me", () => {
  it.each([
    [undefined, undefined],
    ["on", true],
    [true, true],
    [false, false],
  ])("%j is %j", (remember, expected) => {
    expect(signInForm.parse({ email: EMAIL, password: "a", remember }).remember).toBe(expected);
  });

  it.each(["off", "true", "", "ON", 1, null, ["on"]])("%j is no tick", (remember) => {
    expect(faults(signInForm, { email: EMAIL, password: "a", remember })).toEqual({ remember: ["not_allowed"] });
  });
});

describe("a name", () => {
  const nameOf = (name: unknown) => deviceNameForm.parse({ name }).name;

  it("loses blanks around it and control characters anywhere", () => {
    expect(nameOf("  Anna's phone ")).toBe("Anna's phone");
    expect(nameOf("An\u0000na\r\nBcc: x\u001b[31m")).toBe("AnnaBcc: x[31m");
    expect(nameOf("e\u0301")).toBe("é");
  });

  it("of blanks is none", () => {
    for (const name of ["", "   ", "\u0000", "\r\n", "\u200b\u2060"]) expect(nameOf(name)).toBeNull();
  });

  it("has at most 100 characters", () => {
    expect(nameOf("n".repeat(100))).toHaveLength(100);
    expect(faults(deviceNameForm, { name: "n".repeat(101) })).toEqual({ name: ["name_too_long"] });
    expect(faults(deviceNameForm, {})).toEqual({ name: ["required"] });
  });
});

describe("a profile", () => {
  it("takes a name, a limit, or both, and something of them", () => {
    expect(profileForm.parse({ name: "Mei" })).toEqual({ name: "Mei" });
    expect(profileForm.parse({ sessionLimit: 3 })).toEqual({ sessionLimit: 3 });
    expect(profileForm.parse({ name: null, sessionLimit: null })).toEqual({ name: null, sessionLimit: null });
    expect(faults(profileForm, {})).toEqual({ name: ["required"] });
  });

  it("takes a limit from 1 to 1000, from a form in digits, and none from an empty field", () => {
    for (const [typed, limit] of [
      ["1", 1],
      [" 1000 ", 1000],
      ["", null],
      ["  ", null],
    ])
      expect(profileForm.parse({ sessionLimit: typed })).toEqual({ sessionLimit: limit });
    for (const sessionLimit of [0, 1001, -1, 1.5, "0", "1001", "two", "1e2", "0x5", "9".repeat(99), true, [], {}])
      expect(faults(profileForm, { sessionLimit })).toEqual({ sessionLimit: ["session_limit_invalid"] });
  });
});
