import Negotiator from "negotiator";
import { headers } from "next/headers";
import { cache } from "react";
import { cookieName, LONGEST_COOKIE_SECONDS, readCookie, serializeCookie } from "@/lib/edge/cookie";
import { config } from "@/lib/infra/config";
import { formatFor } from "@/lib/shared/format";
import { type Preferences, type Theme, toPreferences } from "@/lib/shared/preferences";
import { LANGUAGES, type Language } from "@/lib/shared/words/languages";
import { wordsIn } from "@/lib/shared/words/words";

const fromCookie = (value: string | null): Preferences => toPreferences(new URLSearchParams(value ?? ""));

/** What was chosen, or else the first of the browser's languages that Hufu speaks. */
function languageOf({ language }: Preferences, acceptLanguage: string | null): Language {
  const asked = new Negotiator({ headers: { "accept-language": acceptLanguage ?? undefined } }).language([
    ...LANGUAGES,
  ]);
  return language ?? (asked as Language | undefined) ?? LANGUAGES[0]; // it answers with one of those it was given
}

/** How the sender of a request wants the answer. */
export function requestPreferences(headers: Headers): { language: Language; theme: Theme } {
  const kept = fromCookie(readCookie(headers.get("cookie"), cookieName("preferences", config().isSecure)));
  return { language: languageOf(kept, headers.get("accept-language")), theme: kept.theme ?? "system" };
}

/** The language of a request's answer. */
export const requestLanguage = (headers: Headers): Language => requestPreferences(headers).language;

/** How the reader of this page wants it, and the words and formats that go with it. Read once a request. */
export const pageReader = cache(async () => {
  const sent = await headers();
  // Not by cookies(): that decodes what is decoded here, and Etc/GMT+5 has a plus.
  const preferences = fromCookie(readCookie(sent.get("cookie"), cookieName("preferences", config().isSecure)));
  const language = languageOf(preferences, sent.get("accept-language"));
  return {
    language,
    theme: preferences.theme ?? ("system" as const),
    timeZone: preferences.timeZone ?? null,
    words: wordsIn(language),
    format: formatFor(language, preferences.timeZone ?? null),
  };
});

/** A Set-Cookie value that adds what was just chosen to what was chosen before. */
export function preferencesCookie({ headers }: Request, chosen: Preferences): string {
  const { isSecure } = config();
  const name = cookieName("preferences", isSecure);
  const all = { ...fromCookie(readCookie(headers.get("cookie"), name)), ...chosen };
  return serializeCookie(name, new URLSearchParams(all).toString(), isSecure, LONGEST_COOKIE_SECONDS);
}
