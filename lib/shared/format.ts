import type { Language } from "./words/languages";
import { LOCALES } from "./words/languages";

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 24 * 3600],
  ["month", 30 * 24 * 3600],
  ["day", 24 * 3600],
  ["hour", 3600],
  ["minute", 60],
];

/** Between a figure and a Chinese character stands a blank, as everywhere in our words. */
const DIGIT_BEFORE_HAN = /\d(?=\p{Script=Han})/gu;

/** Dates, numbers and relative times as one reader writes them. */
export type Format = ReturnType<typeof formatFor>;

/** @param timeZone of the reader, or null where it is not known: then times are in UTC and say so */
export function formatFor(language: Language, timeZone: string | null) {
  const locale = LOCALES[language];
  const zone = timeZone ?? "UTC";
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: zone });
  const day = new Intl.DateTimeFormat(locale, { month: "short", day: "numeric", timeZone: zone });
  // Always ISO: the Swedes write dates so.
  const dayKey = new Intl.DateTimeFormat("sv", { timeZone: zone });
  const calendarDay = new Intl.DateTimeFormat(locale, { month: "short", day: "numeric", timeZone: "UTC" });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  const number = new Intl.NumberFormat(locale);
  return {
    /** Date and time to the minute. */
    exact: (at: Date) => (timeZone ? exact.format(at) : `${exact.format(at)} UTC`),
    /** Such as "Jan 5". */
    day: (at: Date) => day.format(at),
    /** The reader's calendar day, as 2027-01-05. */
    dayKey: (at: Date) => dayKey.format(at),
    /** A calendar day given as 2027-01-05, such as "Jan 5". */
    calendarDay: (key: string) => calendarDay.format(new Date(`${key}T00:00:00Z`)),
    number: (value: number) => number.format(value),
    /** "3 minutes ago", in whole units that have passed; null: less than a minute. */
    relative(at: Date, now: Date): string | null {
      const seconds = (at.getTime() - now.getTime()) / 1000;
      const step = STEPS.find(([, size]) => Math.abs(seconds) >= size);
      if (!step) return null;
      const [unit, size] = step;
      return relative.format(Math.trunc(seconds / size), unit).replace(DIGIT_BEFORE_HAN, "$& ");
    },
  };
}
