"use client";

import { useEffect } from "react";

/** After this, a form whose navigation was broken off can be sent again. */
const RESET_MS = 5_000;

/** Lets each form be sent once until its answer is there: a double click must not sign up, or in, twice. */
export function SubmitOnce() {
  useEffect(() => {
    const sent = new WeakSet<EventTarget>();
    const onSubmit = (event: SubmitEvent) => {
      const form = event.target;
      if (!form) return;
      if (sent.has(form)) {
        event.preventDefault();
        return;
      }
      sent.add(form);
      setTimeout(() => sent.delete(form), RESET_MS);
    };
    document.addEventListener("submit", onSubmit);
    return () => document.removeEventListener("submit", onSubmit);
  }, []);
  return null;
}
