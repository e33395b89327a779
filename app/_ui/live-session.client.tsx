"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { loginPath } from "@/lib/edge/guard";
import { joinLiveTabs } from "./live-tabs.client";

/** A form that was just sent says itself where to go; only when its answer does not come, this page leaves. In milliseconds. */
const FORM_PATIENCE_MS = 5_000;
/** Changes of the list that come together are shown together. */
const TOGETHER_MS = 200;
/** Pauses before asking for the session that has replaced this one: its cookies come a moment after the old one's end. */
const SUCCESSOR_PAUSES_MS = [100, 300, 900, 2_700];

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Asks the door for this page, as loading it would: it renews the session where it can, and says why where it is over.
 * @returns "in", or the address of the sign-in page to go to; null where it cannot be told now
 */
async function askDoor(): Promise<string | null> {
  try {
    const { ok, redirected, url } = await fetch(window.location.href, { method: "HEAD", cache: "no-store" });
    if (redirected) return url;
    return ok ? "in" : null;
  } catch {
    return null; // no network: nothing new can be learned, and nothing is to be lost
  }
}

/** Whether someone has signed in anew in this browser. Unlike the door, this route never takes a cookie away. */
async function hasSuccessor(): Promise<boolean> {
  for (const ms of SUCCESSOR_PAUSES_MS) {
    await pause(ms);
    const me = await fetch("/api/auth/me", { cache: "no-store" }).catch(() => null);
    if (me?.ok) return true;
  }
  return false;
}

/** What is private is not seen any more, from now on until another page is there. */
const hide = () => {
  document.body.hidden = true;
};

/** Leaves by loading a document: the client router would keep pages of the session that is over. */
const leaveFor = (address: string) => {
  hide();
  window.location.replace(address);
};

/**
 * Keeps an open page true: leaves at once when its session was ended elsewhere, and shows a changed list of devices. When
 * someone looks at the page again, or it comes back from a memory of browser or router, and when the connection was lost
 * in between, it asks.
 */
export function LiveSession({ sid }: { sid: string }) {
  const router = useRouter();

  useEffect(() => {
    let formSentAt = Number.NEGATIVE_INFINITY;
    let refreshing: ReturnType<typeof setTimeout> | undefined;
    /** Milliseconds for which the answer to a form may still come, and with it another page. */
    const formPatience = () => Math.max(0, formSentAt + FORM_PATIENCE_MS - performance.now());

    const refreshList = () => {
      refreshing ??= setTimeout(() => {
        refreshing = undefined;
        if (window.location.pathname.startsWith("/account") && formPatience() === 0) router.refresh();
      }, TOGETHER_MS);
    };
    const check = async () => {
      if (document.hidden) return false;
      const answer = await askDoor();
      if (answer === "in") refreshList();
      else if (answer) leaveFor(answer);
      return answer === "in";
    };
    const end = async (reason: string) => {
      hide();
      tabs.leave();
      await pause(formPatience());
      if (reason === "replaced" && (await hasSuccessor())) window.location.reload();
      else leaveFor(loginPath(window.location.pathname + window.location.search, reason));
    };
    const tabs = joinLiveTabs(sid, (event) => {
      if (event.type === "ended") void end(event.reason);
      if (event.type === "check") void check();
      if (event.type === "devices") refreshList();
    });

    const listening = new AbortController();
    const { signal } = listening;
    document.addEventListener("submit", () => (formSentAt = performance.now()), { signal });
    document.addEventListener("visibilitychange", async () => (await check()) && tabs.lead(), { signal });
    window.addEventListener("popstate", () => void check(), { signal });
    window.addEventListener("pageshow", ({ persisted }) => persisted && window.location.reload(), { signal });
    return () => {
      clearTimeout(refreshing);
      listening.abort();
      tabs.leave();
    };
  }, [sid, router]);
  return null;
}
