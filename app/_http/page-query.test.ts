import { describe, expect, it } from "vitest";
import { wordsIn } from "@/lib/shared/words/words";
import { countOf, one, readProblem } from "./page-query";

const words = wordsIn("en");

describe("what a query says", () => {
  it("is one value or none", () => {
    expect(one("a")).toBe("a");
    expect(one(["a", "b"])).toBeNull();
    expect(one(undefined)).toBeNull();
  });

  it.each([
    ["0", 0],
    ["12", 12],
    ["999999", 999_999],
    ["-5", null],
    ["1e99", null],
    ["1.5", null],
    [" 1", null],
    ["1000000", null],
    ["", null],
    [undefined, null],
    [["1", "2"], null],
  ])("counts in whole numbers as our forms do: %j", (count, said) => expect(countOf({ count })).toBe(said));
});

describe("what a form was refused for", () => {
  it("is said once, however often an address repeats it", () => {
    const { fields, summary } = readProblem({ error: "email:email_invalid,email:email_invalid,email:required" }, words);
    expect(fields.email).toHaveLength(2);
    expect(summary).toBe(words.problems.refusals.invalid_input.detail);
  });

  it("is nothing where an address makes up a code", () => {
    for (const error of ["no_such", "email:no_such", "__proto__", "constructor", "toString:__proto__"]) {
      expect(readProblem({ error }, words)).toMatchObject({ summary: null, fields: {} });
    }
  });

  it("stays beside the field once it was said, until there is something new", () => {
    const fault = "name:name_too_long";
    const [told, kept] = [readProblem({ error: fault }, words), readProblem({ fault }, words)];
    expect([told.isSaid, kept.isSaid]).toEqual([false, true]);
    expect(kept.fields).toEqual(told.fields);
    expect(readProblem({ error: "not_found", fault }, words)).toMatchObject({ fields: {}, isSaid: false });
  });
});
