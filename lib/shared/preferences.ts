import { LruMap } from "./lru-map";
import { isLanguage, type Language } from "./words/languages";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const isTheme = (value: unknown): value is Theme => THEMES.some((theme) => theme === value);

/** Longer than any zone's name: what is not asked for is not kept either. */
const MAX_ZONE_LENGTH = 64;
/** What was found of the names that were asked for last: each request that carries a zone asks. */
const zones = new LruMap<string, boolean>(500);

function canFormatIn(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone }));
  } catch {
    return false;
  }
}

/** Whether it names a time zone that can be formatted in. @see IANA Time Zone Database */
export function isTimeZone(value: string): boolean {
  if (value.length > MAX_ZONE_LENGTH) return false;
  const isZone = zones.get(value) ?? canFormatIn(value);
  zones.set(value, isZone);
  return isZone;
}

/** How someone wants the pages, as far as they have said; kept in their browser, not in the account. */
export type Preferences = { theme?: Theme; language?: Language; timeZone?: string };

/** Out of what a browser keeps or a form sends; what makes no sense counts as not said. */
export function toPreferences(values: { get: (name: string) => string | null }): Preferences {
  const [theme, language, timeZone] = ["theme", "language", "timeZone"].map((name) => values.get(name));
  return {
    ...(isTheme(theme) && { theme }),
    ...(isLanguage(language) && { language }),
    ...(timeZone && isTimeZone(timeZone) && { timeZone }),
  };
}
