/** Languages that Hufu speaks, by their BCP 47 tags; the first is spoken to those who ask for none of them. */
export const LANGUAGES = ["en", "zh"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each language calls itself, and what its pages and formats are tagged with. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", zh: "简体中文" };
export const LOCALES: Record<Language, string> = { en: "en", zh: "zh-Hans" };

export const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value);
