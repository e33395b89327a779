"use client";

import { useEffect, useState, useSyncExternalStore } from "react";

const never = () => () => undefined;

/** Writes the password of a field in letters, or hides it. @returns whether it is shown */
function reveal(field: HTMLElement | null, show: boolean): boolean {
  if (!(field instanceof HTMLInputElement)) return false;
  const { selectionStart, selectionEnd } = field; // a change of type loses the place
  field.type = show ? "text" : "password";
  if (document.activeElement === field) field.setSelectionRange(selectionStart, selectionEnd);
  return show;
}

/**
 * Shows a password while it is typed, and hides it when its form is sent: browsers keep what stands in a plain field. There
 * is no such button before it works, so none without JavaScript.
 */
export function PasswordReveal({ input, label }: { input: string; label: string }) {
  const [isShown, setShown] = useState(false);
  const works = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

  useEffect(() => {
    const field = document.getElementById(input);
    const hide = ({ target }: Event) => {
      if (target instanceof HTMLFormElement && target.contains(field)) setShown(reveal(field, false));
    };
    document.addEventListener("submit", hide, true);
    return () => document.removeEventListener("submit", hide, true);
  }, [input]);

  if (!works) return null;
  return (
    <button
      type="button"
      aria-pressed={isShown}
      aria-controls={input}
      onMouseDown={(event) => event.preventDefault()} // who types goes on typing
      onClick={() => setShown(reveal(document.getElementById(input), !isShown))}
      className="absolute inset-y-0 end-0 grid w-11 place-items-center rounded-field text-muted hover:text-ink"
    >
      <svg viewBox="0 0 24 24" aria-hidden="true" className="size-5 fill-none stroke-current stroke-2">
        <path d="M2 12c2.5-4.5 6-7 10-7s7.5 2.5 10 7c-2.5 4.5-6 7-10 7s-7.5-2.5-10-7Z" strokeLinejoin="round" />
        <circle cx="12" cy="12" r="3" />
        {!isShown && <path d="m4 3 16 18" strokeLinecap="round" />}
      </svg>
      <span className="sr-only">{label}</span>
    </button>
  );
}
