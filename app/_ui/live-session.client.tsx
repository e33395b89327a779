"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { loginPath } from "@/lib/edge/guard";
import { listenTogether } from "./live-connection.client";

/** A form that was just sent says itself where to go; only when it does not, this page leaves. In milliseconds. */
const FORM_PATIENCE_MS = 5_000;
/** The answer that carries the new session's cookies comes a moment after the old one has ended. In milliseconds. */
const REPLACED_PATIENCE_MS = 1_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** null: it cannot be told now. */
async function isSignedIn(): Promise<boolean | null> {
  try {
    const me = await fetch("/api/auth/me", { cache: "no-store" });
    if (me.status !== 401) return me.ok ? true : null;
    const renewed = await fetch("/api/auth/refresh", { method: "POST" }); // the token may only have expired
    return renewed.status === 401 ? false : renewed.ok || null;
  } catch {
    return null;
  }
}

/** Leaves by loading a document: the client router would keep pages of the session that is over. */
function leave(reason: string): void {
  window.location.replace(loginPath(window.location.pathname + window.location.search, reason));
}

/**
 * Keeps an open page true: says at once that its session was ended elsewhere, and shows a changed list of devices. Where
 * the connection for that was lost, it checks as soon as someone looks at the page.
 */
export function LiveSession({ sid }: { sid: string }) {
  const router = useRouter();

  useEffect(() => {
    let formSentAt = Number.NEGATIVE_INFINITY;
    let needsCheck = false;
    const refreshList = () => {
      if (window.location.pathname.startsWith("/account")) router.refresh();
    };
    const noteForm = () => {
      formSentAt = performance.now();
    };
    const end = async (reason: string) => {
      await pause(Math.max(0, formSentAt + FORM_PATIENCE_MS - performance.now()));
      if (reason === "replaced") await pause(REPLACED_PATIENCE_MS);
      const me = await fetch("/api/auth/me", { cache: "no-store" }).catch(() => null);
      if (me?.ok)
        window.location.reload(); // someone has signed in anew in this browser
      else leave(reason);
    };
    const check = async () => {
      if (document.visibilityState !== "visible") return;
      needsCheck = false;
      if ((await isSignedIn()) === false)
        window.location.reload(); // the proxy knows why, and where to
      else refreshList();
    };
    const onVisible = () => {
      if (needsCheck) void check();
    };
    const stop = listenTogether(sid, (event) => {
      if (event.type === "ended") void end(event.reason);
      else if (event.type === "devices") {
        refreshList();
      } else {
        needsCheck = true;
        void check();
      }
    });
    document.addEventListener("submit", noteForm);
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      stop();
      document.removeEventListener("submit", noteForm);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [sid, router]);
  return null;
}
