import { describe, expect, it } from "vitest";
import { createEstimator } from "./password-estimate";

const estimate = createEstimator();

describe("an estimate", () => {
  it.each([
    ["password1234567", "similar"],
    ["passwordpassword", "repeated"],
    ["aaaaaaaaaaaaaaaaaa", "repeated"],
    ["mei.lin@example.com1", "personal"],
    ["meilinmeilinmeilin", "repeated"],
  ])("of %s is low, and says why: %s", (password, warning) => {
    const { score, ...why } = estimate(password, ["mei.lin@example.com", "mei", "lin"]);
    expect(score).toBeLessThanOrEqual(2);
    expect(why).toEqual({ warning, advice: "more-words" });
  });

  it.each(["qwertyuiop", "iloveyou", "123456789"])("of the well-known %s says that it is on lists", (password) => {
    expect(estimate(password, [])).toMatchObject({ score: 0, warning: "listed" });
  });

  it("says that tricks with letters hardly help", () => {
    expect(estimate("P@ssw0rd", [])).toMatchObject({ warning: "similar", advice: "no-tricks" });
  });

  it("of words without a connection is high, and has nothing to say", () => {
    expect(estimate("correct horse battery staple", [])).toEqual({ score: 4, warning: null, advice: null });
  });

  it("of the longest password takes no longer than of one of 48 characters", () => {
    const long = "p4ssw0rd@1$e".repeat(30).slice(0, 256);
    expect(estimate(long, [])).toEqual(estimate(long.slice(0, 48), []));
  });

  it("looks at any text that can be typed, the empty one too", () => {
    for (const text of ["", "🐯".repeat(64), "\u0000\u202e", "密码密码密码密码密码密码密码密码", "\ud83d"]) {
      expect(estimate(text, [text]).score).toBeGreaterThanOrEqual(0);
    }
  });
});
