import { en } from "./en";
import type { Language } from "./languages";
import { zh } from "./zh";

/** Everything that Hufu says, in one language. What a language lacks does not compile. */
export type Words = typeof en;

const CATALOGUES: Record<Language, Words> = { en, zh };

export const wordsIn = (language: Language): Words => CATALOGUES[language];
