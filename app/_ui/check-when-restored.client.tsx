"use client";

import { useEffect } from "react";

/** Loads the page anew if its session is over. An expired token that can be renewed counts as over: loading renews it. */
async function checkSession(): Promise<void> {
  const { status } = await fetch("/api/auth/me", { cache: "no-store" });
  if (status === 401) window.location.reload();
}

/**
 * Asks the server about pages that come back without it: from the browser's back/forward cache, which keeps whole
 * documents, and from the client router's memory, which keeps what it has shown. Either may show a session that is over.
 */
export function CheckWhenRestored() {
  useEffect(() => {
    const onPageShow = (event: PageTransitionEvent) => {
      if (event.persisted) window.location.reload();
    };
    const onPopState = () => {
      checkSession().catch(() => undefined); // offline: nothing new can be learned, and nothing is to be lost
    };
    window.addEventListener("pageshow", onPageShow);
    window.addEventListener("popstate", onPopState);
    return () => {
      window.removeEventListener("pageshow", onPageShow);
      window.removeEventListener("popstate", onPopState);
    };
  }, []);
  return null;
}
