import { isLanguage, type Language } from "./words/languages";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const isTheme = (value: unknown): value is Theme => THEMES.some((theme) => theme === value);

/** Whether it names a time zone that can be formatted in. @see IANA Time Zone Database */
export function isTimeZone(value: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: value }));
  } catch {
    return false;
  }
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
