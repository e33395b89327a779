"use client";

import { type ReactNode, useEffect, useState } from "react";
import { fillIn } from "@/lib/shared/fill-in";
import { type PasswordEstimate, personalWords } from "@/lib/shared/password-strength";
import type { Words } from "@/lib/shared/words/words";
import type { startEstimates } from "./password-estimates.client";

/** After the last key, so that a word is judged when it is written, and read out once. */
const PAUSE_MS = 300;
const COLOURS = ["bg-danger", "bg-danger", "bg-bronze", "bg-accent", "bg-accent"];

type PasswordStrengthProps = {
  /** Ids of the password's field, and of the fields whose content it should not repeat. */
  input: string;
  personal: readonly string[];
  minLength: number;
  words: Words["door"]["strength"];
  /** Stands here until something is typed. */
  children: ReactNode;
};

type Judgement = { length: number; estimate: PasswordEstimate | null };

const typedIn = (id: string): string => {
  const field = document.getElementById(id);
  return field instanceof HTMLInputElement ? field.value : "";
};

/** How hard a new password is to guess, and why. It stops nobody: the server's rules decide. */
export function PasswordStrength({ input, personal, minLength, words, children }: PasswordStrengthProps) {
  const [judgement, setJudgement] = useState<Judgement | null>(null);

  useEffect(() => {
    const field = document.getElementById(input);
    const leaving = new AbortController();
    const { signal } = leaving;
    let estimates: Promise<ReturnType<typeof startEstimates>> | undefined;
    let pause: ReturnType<typeof setTimeout> | undefined;
    const tell = (estimate: PasswordEstimate | null) =>
      setJudgement({ length: [...typedIn(input)].length, estimate: typedIn(input) ? estimate : null });
    // The lists are half a megabyte: they come when the field is used, and not before.
    const load = () => {
      estimates ??= import("./password-estimates.client").then((loaded) => loaded.startEstimates(tell));
      return estimates;
    };
    const judge = async () => {
      const password = typedIn(input);
      const length = [...password].length;
      if (length < minLength) return setJudgement({ length, estimate: null });
      const { ask } = await load();
      ask({ password, personal: personalWords(...personal.map(typedIn)) });
    };
    field?.addEventListener("focus", () => void load().catch(() => undefined), { signal });
    field?.addEventListener(
      "input",
      () => {
        clearTimeout(pause);
        pause = setTimeout(() => void judge().catch(() => setJudgement(null)), PAUSE_MS);
      },
      { signal },
    );
    return () => {
      leaving.abort();
      clearTimeout(pause);
      void estimates?.then(({ stop }) => stop()).catch(() => undefined);
    };
  }, [input, personal, minLength]);

  const { length = 0, estimate = null } = judgement ?? {};
  const isShort = length > 0 && length < minLength;
  const level = isShort ? 0 : estimate?.score;
  const filled = level === undefined ? 0 : Math.max(level, 1);
  return (
    <div className="grid gap-1.5 text-sm">
      <div aria-hidden="true" className="grid grid-cols-4 gap-1">
        {[1, 2, 3, 4].map((part) => (
          <span
            key={part}
            className={`h-1 rounded-full ${part <= filled && level !== undefined ? `${COLOURS[level]} forced-colors:bg-[Highlight]` : "bg-line forced-colors:bg-[GrayText]"}`}
          />
        ))}
      </div>
      <div className="grid min-h-[3lh] *:[grid-area:1/1] max-sm:min-h-[4lh]">
        <div className={level === undefined ? "" : "invisible"}>{children}</div>
        <p aria-live="polite" className="text-muted">
          {isShort && fillIn(words.tooShort, { count: length, min: minLength })}
          {!isShort && estimate && (
            <>
              <strong className="text-ink">{words.levels[estimate.score]}</strong>{" "}
              {estimate.warning && words.warnings[estimate.warning]} {estimate.advice && words.advice[estimate.advice]}
            </>
          )}
        </p>
      </div>
    </div>
  );
}
