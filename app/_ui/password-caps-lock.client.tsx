"use client";

import { useEffect, useState } from "react";

/** Says that Caps Lock is on, while keys are pressed in the field. Its place is empty otherwise, and nothing moves. */
export function PasswordCapsLock({ input, label }: { input: string; label: string }) {
  const [isOn, setOn] = useState(false);
  useEffect(() => {
    const field = document.getElementById(input);
    const leaving = new AbortController();
    const { signal } = leaving;
    // What fills a form by itself sends events of these names that come from no key.
    const onKey = (event: Event) => event instanceof KeyboardEvent && setOn(event.getModifierState("CapsLock"));
    for (const name of ["keydown", "keyup"]) field?.addEventListener(name, onKey, { signal });
    field?.addEventListener("blur", () => setOn(false), { signal });
    return () => leaving.abort();
  }, [input]);
  return (
    <p aria-live="polite" className="text-sm font-medium text-bronze">
      {isOn && label}
    </p>
  );
}
