import { afterEach, describe, expect, it, vi } from "vitest";
import { formatFor } from "./format";
import { isTimeZone, toPreferences } from "./preferences";

const AT = new Date("2027-01-05T23:30:00Z");
const later = (seconds: number) => new Date(AT.getTime() + seconds * 1000);

const { DateTimeFormat } = Intl;

/** Counts the formatters of dates that are made, which are real ones. */
const countMade = () =>
  vi.spyOn(Intl, "DateTimeFormat").mockImplementation(function make(...given) {
    return new DateTimeFormat(...given);
  } as typeof DateTimeFormat);

afterEach(() => vi.restoreAllMocks());

describe("a reader's formats", () => {
  it("are those of the language and the zone", () => {
    const [english, chinese] = [formatFor("en", "America/New_York"), formatFor("zh", "Asia/Shanghai")];
    expect(english.exact(AT)).toMatch(/^January 5, 2027 at 6:30\sPM$/);
    expect(chinese.exact(AT)).toBe("2027年1月6日 07:30");
    expect([english.dayKey(AT), chinese.dayKey(AT)]).toEqual(["2027-01-05", "2027-01-06"]);
    expect([english.calendarDay("2027-01-05"), chinese.calendarDay("2027-01-05")]).toEqual(["Jan 5", "1月5日"]);
    expect(english.number(15_000)).toBe("15,000");
    expect(formatFor("en", null).exact(AT)).toMatch(/11:30\sPM UTC$/);
  });

  it("tell how long ago it was in whole units", () => {
    const { relative } = formatFor("en", "UTC");
    expect(relative(AT, later(59))).toBeNull();
    expect(relative(AT, later(60))).toBe("1 minute ago");
    expect(relative(AT, later(2 * 86_400 - 1))).toBe("1 day ago");
    expect(relative(later(7_200), AT)).toBe("in 2 hours");
  });

  it.each([
    [-12 * 60, "12 minutes ago", "12 分钟前"],
    [-3600, "1 hour ago", "1 小时前"],
    [13 * 86_400 + 5, "in 13 days", "13 天后"],
    [-60 * 86_400, "2 months ago", "2 个月前"],
  ])("say %d seconds as %s, and in Chinese %s with a blank after the figure", (seconds, english, chinese) => {
    expect(formatFor("en", null).relative(later(seconds), AT)).toBe(english);
    expect(formatFor("zh", null).relative(later(seconds), AT)).toBe(chinese);
  });

  it("are made when they are first used, and once for all readers alike", () => {
    const made = countMade();
    const format = formatFor("en", "Pacific/Chatham");
    expect(made).not.toHaveBeenCalled();
    format.exact(AT);
    formatFor("en", "Pacific/Chatham").exact(AT);
    expect(made).toHaveBeenCalledTimes(1);
  });
});

describe("a time zone", () => {
  it("is one that can be formatted in, and is tried once", () => {
    const made = countMade();
    for (let i = 0; i < 3; i++) {
      expect([isTimeZone("Pacific/Apia"), isTimeZone("Mars/Olympus")]).toEqual([true, false]);
    }
    expect(made).toHaveBeenCalledTimes(2);
    expect(toPreferences(new URLSearchParams({ timeZone: "x".repeat(4_000) }))).toEqual({});
    expect(made).toHaveBeenCalledTimes(2);
  });
});
