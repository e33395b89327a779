import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { THEMES } from "@/lib/shared/preferences";
import { LANGUAGE_NAMES, LANGUAGES, LOCALES } from "@/lib/shared/words/languages";
import { pageReader } from "../_http/preferences";
import { THEME_ICONS } from "./preferences";

type ChoicesProps = { legend: string; children: ReactNode };

function Choices({ legend, children }: ChoicesProps) {
  return (
    <form method="post" action="/api/preferences" aria-label={legend}>
      <fieldset className="grid gap-2">
        <legend className="pb-2 text-sm font-semibold">{legend}</legend>
        <div className="grid gap-2 sm:grid-cols-3">{children}</div>
      </fieldset>
    </form>
  );
}

type ChoiceProps = { name: string; value: string; lang?: string; isChosen: boolean; children: ReactNode };

/** One of several, chosen by pressing it; the tick says which one holds, beside the colour. */
function Choice({ name, value, lang, isChosen, children }: ChoiceProps) {
  return (
    <button
      type="submit"
      name={name}
      value={value}
      lang={lang}
      aria-pressed={isChosen}
      className="flex min-h-12 items-center gap-3 rounded-field border border-line bg-card px-4 py-2 text-start text-sm hover:border-muted aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:font-semibold"
    >
      {children}
      {isChosen && <Check aria-hidden="true" className="ms-auto size-5 shrink-0 text-accent" />}
    </button>
  );
}

/** How pages look and what language they speak, in words and at length; the switches at the foot of each page do the same. */
export async function PreferenceChoices() {
  const { theme, language, words } = await pageReader();
  const { themes, theme: themeWord, language: languageWord } = words.common;
  return (
    <>
      <Choices legend={themeWord}>
        {THEMES.map((choice) => {
          const Icon = THEME_ICONS[choice];
          return (
            <Choice key={choice} name="theme" value={choice} isChosen={choice === theme}>
              <Icon aria-hidden="true" className="size-5 shrink-0 text-muted" />
              {themes[choice]}
            </Choice>
          );
        })}
      </Choices>
      <Choices legend={languageWord}>
        {LANGUAGES.map((choice) => (
          <Choice key={choice} name="language" value={choice} lang={LOCALES[choice]} isChosen={choice === language}>
            {LANGUAGE_NAMES[choice]}
          </Choice>
        ))}
      </Choices>
    </>
  );
}
