"use client";

/**
 * Asks the door for this very page, as loading it would: that renews the session where it can be, and says why where it
 * is over. A click that is on its way at the same time hears the same.
 * @returns "in", or the sign-in page to go to; null where it cannot be told now
 */
export async function askDoor(): Promise<"in" | URL | null> {
  try {
    const { ok, redirected, url } = await fetch(window.location.href, { method: "HEAD", cache: "no-store" });
    if (redirected) return new URL(url);
    return ok ? "in" : null;
  } catch {
    return null; // no network: nothing new can be learned, and nothing is to be lost
  }
}

/** Pauses before asking: the new session's cookies come a moment after the old one has ended. In milliseconds. */
const PAUSES_MS = [100, 300, 900, 2_700];

/** Whether someone has signed in anew in this browser. Unlike the door, what is asked here renews nothing. */
export async function hasSuccessor(): Promise<boolean> {
  for (const ms of PAUSES_MS) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    const me = await fetch("/api/auth/me", { cache: "no-store" }).catch(() => null);
    if (me?.ok) return true;
  }
  return false;
}
