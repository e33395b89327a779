import { LruMap } from "./lru-map";
import { type Language, LOCALES } from "./words/languages";

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 24 * 3600],
  ["month", 30 * 24 * 3600],
  ["day", 24 * 3600],
  ["hour", 3600],
  ["minute", 60],
];

/** Between a figure and a Chinese character stands a blank, as everywhere in our words. */
const DIGIT_BEFORE_HAN = /\d(?=\p{Script=Han})/gu;

/** Readers' languages and zones whose formats are kept; there are some hundred zones. */
const KEPT_FORMATS = 100;

/** Dates, numbers and relative times as one reader writes them. */
export type Format = ReturnType<typeof createFormat>;

/** Made once, when it is first asked for: a formatter of Intl takes longer than all that a page formats with it. */
function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function createFormat(language: Language, timeZone: string | null) {
  const locale = LOCALES[language];
  const zone = timeZone ?? "UTC";
  const dates = (options: Intl.DateTimeFormatOptions, by: string = locale) =>
    lazy(() => new Intl.DateTimeFormat(by, options));
  const exact = dates({ dateStyle: "long", timeStyle: "short", timeZone: zone });
  const dayKey = dates({ timeZone: zone }, "sv"); // always ISO: the Swedes write dates so
  const calendarDay = dates({ month: "short", day: "numeric", timeZone: "UTC" });
  const relative = lazy(() => new Intl.RelativeTimeFormat(locale, { numeric: "always" }));
  const number = lazy(() => new Intl.NumberFormat(locale));
  return {
    /** Date and time to the minute. */
    exact: (at: Date) => (timeZone ? exact().format(at) : `${exact().format(at)} UTC`),
    /** The reader's calendar day, as 2027-01-05. */
    dayKey: (at: Date) => dayKey().format(at),
    /** A calendar day given as 2027-01-05, such as "Jan 5". */
    calendarDay: (key: string) => calendarDay().format(new Date(`${key}T00:00:00Z`)),
    number: (value: number) => number().format(value),
    /** "3 minutes ago", in whole units that have passed; null: less than a minute. */
    relative(at: Date, now: Date): string | null {
      const seconds = (at.getTime() - now.getTime()) / 1000;
      const step = STEPS.find(([, size]) => Math.abs(seconds) >= size);
      if (!step) return null;
      const [unit, size] = step;
      return relative()
        .format(Math.trunc(seconds / size), unit)
        .replace(DIGIT_BEFORE_HAN, "$& ");
    },
  };
}

const formats = new LruMap<string, Format>(KEPT_FORMATS);

/** @param timeZone of the reader, or null where it is not known: then times are in UTC and say so */
export function formatFor(language: Language, timeZone: string | null): Format {
  const key = `${language} ${timeZone ?? ""}`;
  const kept = formats.get(key) ?? createFormat(language, timeZone);
  formats.set(key, kept);
  return kept;
}
