"use client";

import { loginPath } from "@/lib/edge/guard";
import { askDoor, hasSuccessor } from "./ask-door.client";
import { ANSWERED, type Answer, SENT } from "./forms.client";
import { joinLiveTabs } from "./live-tabs.client";

/**
 * A form that was just sent says itself where to go; only when its answer does not come, or then the page that it leads to,
 * this page leaves. In milliseconds.
 */
const FORM_PATIENCE_MS = 5_000;
/** Changes of the list that come together are shown together. */
const TOGETHER_MS = 200;

/**
 * Keeps an open page true: leaves at once when its session is ended elsewhere, and shows a changed list of devices. It
 * asks the door when it may not have been told something: the connection was lost, someone comes back to the tab, or the
 * page comes back from a memory, the browser's or the router's.
 *
 * @param sid names the session that the page was made for
 * @param refresh fetches what the page shows anew, and keeps what is being typed
 * @returns stops it
 */
export function keepTrue(sid: string, refresh: () => void): () => void {
  /** When a form was sent, or its answer led to another page that is now being loaded. */
  let formSentAt = Number.NEGATIVE_INFINITY;
  let refreshing: ReturnType<typeof setTimeout> | undefined;
  let asking: ReturnType<typeof askDoor> | null = null;
  const stopping = new AbortController();
  const { signal } = stopping;
  /** Forms are heard of longer: also by a page that is over, and hidden until another one is there. */
  const gone = new AbortController();

  /** Milliseconds for which the answer to a form may still come, and with it another page. */
  const formPatience = () => Math.max(0, formSentAt + FORM_PATIENCE_MS - performance.now());
  const untilAnswered = async () => {
    do await new Promise((resolve) => setTimeout(resolve, formPatience()));
    while (formPatience() > 0);
  };

  const refreshList = () => {
    refreshing ??= setTimeout(() => {
      refreshing = undefined;
      if (window.location.pathname.startsWith("/account") && formPatience() === 0) refresh();
    }, TOGETHER_MS);
  };
  const stop = () => {
    clearTimeout(refreshing);
    stopping.abort();
  };
  /** What is private is not seen any more, from now on until another page is there. */
  const close = () => {
    stop();
    tabs.end();
    document.body.hidden = true;
  };
  // Both leave by loading a document: the client router would keep pages of the session that is over.
  const leaveFor = async (address: string) => {
    close();
    await untilAnswered();
    window.location.replace(address);
  };
  const end = async (reason: string) => {
    close();
    await untilAnswered();
    if (reason === "replaced" && (await hasSuccessor())) window.location.reload();
    else await leaveFor(loginPath(window.location.pathname + window.location.search, reason));
  };
  /** @returns whether the session goes on */
  const check = async () => {
    if (document.hidden) return false;
    asking ??= askDoor().finally(() => {
      asking = null;
    });
    const answer = await asking;
    if (answer === null || signal.aborted) return false;
    if (answer === "in") {
      refreshList();
      return true;
    }
    const reason = answer.searchParams.get("ended");
    if (reason === null) void leaveFor(answer.href);
    else tabs.tell({ type: "ended", reason }); // to all: no other tab needs to ask
    return false;
  };

  const tabs = joinLiveTabs(sid, (event) => {
    if (event.type === "ended") void end(event.reason);
    if (event.type === "check") void check();
    if (event.type === "devices") refreshList();
  });
  const onVisible = async () => {
    if (await check()) tabs.lead();
  };
  const onShow = ({ persisted }: PageTransitionEvent) => {
    if (persisted) window.location.reload();
  };
  const noteForm = () => {
    formSentAt = performance.now();
  };
  const noteAnswer = (event: Event) => {
    const { outcome } = (event as CustomEvent<Answer>).detail;
    formSentAt = outcome === "left" ? performance.now() : Number.NEGATIVE_INFINITY;
    if (outcome !== "left" && !signal.aborted) refreshList(); // what came in meanwhile was not shown
  };
  document.addEventListener(SENT, noteForm, { signal: gone.signal });
  document.addEventListener(ANSWERED, noteAnswer, { signal: gone.signal });
  document.addEventListener("visibilitychange", () => void onVisible(), { signal });
  window.addEventListener("popstate", () => void check(), { signal });
  window.addEventListener("pageshow", onShow); // also for a page that is over, and hidden
  return () => {
    stop();
    gone.abort();
    tabs.leave();
    window.removeEventListener("pageshow", onShow);
  };
}
