import { describe, expect, it } from "vitest";
import { fillIn } from "./fill-in";

describe("fillIn", () => {
  it("writes numbers in, and leaves what it does not know", () => {
    expect(fillIn("{count} of {min}, {other}", { count: 3, min: 15 })).toBe("3 of 15, {other}");
    expect(fillIn("{constructor}", {})).toBe("{constructor}");
  });
});
