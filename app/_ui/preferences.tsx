import { Languages, Monitor, Moon, Sun } from "lucide-react";
import { THEMES } from "@/lib/shared/preferences";
import { LANGUAGE_NAMES, LANGUAGES, LOCALES } from "@/lib/shared/words/languages";
import { pageReader } from "../_http/preferences";

export const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon };
const CHOICE =
  "grid min-h-11 min-w-11 place-items-center rounded-field px-2 text-sm text-muted hover:text-ink aria-pressed:bg-accent-soft aria-pressed:font-semibold aria-pressed:text-ink";

/** The two switches of every page: how it looks, and what language it speaks. They work signed out too. */
export async function PreferenceSwitches() {
  const { theme, language, words } = await pageReader();
  const { themes, theme: themeWord, language: languageWord } = words.common;
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-6 gap-y-2">
      <form method="post" action="/api/preferences" aria-label={themeWord}>
        <fieldset className="flex">
          <legend className="sr-only">{themeWord}</legend>
          {THEMES.map((choice) => {
            const Icon = THEME_ICONS[choice];
            return (
              <button
                type="submit"
                key={choice}
                name="theme"
                value={choice}
                aria-pressed={choice === theme}
                className={CHOICE}
              >
                <Icon aria-hidden="true" className="size-4" />
                <span className="sr-only">{themes[choice]}</span>
              </button>
            );
          })}
        </fieldset>
      </form>
      <form method="post" action="/api/preferences" aria-label={languageWord}>
        <fieldset className="flex items-center">
          <legend className="sr-only">{languageWord}</legend>
          <Languages aria-hidden="true" className="me-2 size-4 text-muted" />
          {LANGUAGES.map((choice) => (
            <button
              type="submit"
              key={choice}
              name="language"
              value={choice}
              lang={LOCALES[choice]}
              aria-pressed={choice === language}
              className={CHOICE}
            >
              {LANGUAGE_NAMES[choice]}
            </button>
          ))}
        </fieldset>
      </form>
    </div>
  );
}
