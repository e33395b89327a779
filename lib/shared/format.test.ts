import { describe, expect, it } from "vitest";
import { formatFor } from "./format";

const now = new Date("2027-03-05T09:00:00Z");
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe("a relative time", () => {
  it.each([
    [-12 * 60, "12 minutes ago", "12 分钟前"],
    [-3600, "1 hour ago", "1 小时前"],
    [13 * 86_400 + 5, "in 13 days", "13 天后"],
    [-60 * 86_400, "2 months ago", "2 个月前"],
  ])("of %d seconds is %s, and in Chinese %s with a blank after the figure", (seconds, english, chinese) => {
    expect(formatFor("en", null).relative(at(seconds), now)).toBe(english);
    expect(formatFor("zh", null).relative(at(seconds), now)).toBe(chinese);
  });

  it("of less than a minute has no words here", () => {
    expect(formatFor("en", null).relative(at(-59), now)).toBeNull();
  });
});
