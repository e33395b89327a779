import { describe, expect, it } from "vitest";
import { finder, searchText } from "./device-search";

const phone = searchText(["Renée's Phone", null, "Safari on iPhone", "iOS", "203.0.113.24", "手机"]);

describe("the search for a device", () => {
  it("finds words in any order, without regard to case or marks", () => {
    for (const typed of ["phone", "IOS renee", "iphone", "PHONE 203.0", "renée", "手机", "  safari  "])
      expect(finder(typed)(phone), typed).toBe(true);
  });

  it("wants every word that was typed", () => {
    expect(finder("phone android")(phone)).toBe(false);
    expect(finder("null")(phone)).toBe(false);
  });

  it("finds everything while nothing is typed", () => {
    expect(finder("")(phone)).toBe(true);
    expect(finder(" \t")(phone)).toBe(true);
  });
});
