"use client";

import { useEffect } from "react";

/** A page that comes back from the back/forward cache may show a session that is over: it asks the server again. */
export function ReloadWhenRestored() {
  useEffect(() => {
    const check = (event: PageTransitionEvent) => {
      if (event.persisted) window.location.reload();
    };
    window.addEventListener("pageshow", check);
    return () => window.removeEventListener("pageshow", check);
  }, []);
  return null;
}
