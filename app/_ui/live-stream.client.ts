"use client";

/**
 * What open pages hear. `ended`, `devices` and `heartbeat` are the server's; `check`: something may have been missed.
 * @see app/api/auth/live/route.ts
 */
export type LiveEvent = { type: "ended"; reason: string } | { type: "devices" | "heartbeat" | "check" };

export type LiveStream = {
  /** Connects now, where it has given up or waits. */
  readonly connect: () => void;
  /** The connection, if there is one, is dead, whatever the browser thinks of it. */
  readonly reconnect: () => void;
  readonly close: () => void;
};

/** Doubled after each failure, and up to twice as long at random: a server that comes back is not stormed. In milliseconds. */
const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 30_000;

/** Listens to the server until it is closed, or the session has ended. */
export function openLiveStream(tell: (event: LiveEvent) => void): LiveStream {
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let retryMs = FIRST_RETRY_MS;
  let wasRefused = false;
  let hasMissed = false;

  const drop = () => {
    clearTimeout(retry);
    source?.close();
    source = null;
  };
  const lose = (isRefused: boolean) => {
    drop();
    hasMissed = true;
    if (isRefused) tell({ type: "check" });
    // Most likely the token has expired. A look at the page renews it, and brings the connection back.
    if (isRefused && document.hidden) return;
    if (isRefused && !wasRefused) retryMs = FIRST_RETRY_MS; // a server that refuses is there again
    wasRefused = isRefused;
    retry = setTimeout(connect, retryMs * (1 + Math.random()));
    retryMs = Math.min(retryMs * 2, MAX_RETRY_MS);
  };
  const connect = () => {
    if (source) return;
    clearTimeout(retry);
    const opened = new EventSource("/api/auth/live");
    source = opened;
    opened.addEventListener("open", () => {
      retryMs = FIRST_RETRY_MS;
      wasRefused = false;
      tell({ type: hasMissed ? "check" : "devices" }); // the list may have changed since its page was made
      hasMissed = false;
    });
    opened.addEventListener("heartbeat", () => tell({ type: "heartbeat" }));
    opened.addEventListener("devices", () => tell({ type: "devices" }));
    opened.addEventListener("ended", ({ data }) => {
      close(); // the server does too, and asking again would only be refused
      tell({ type: "ended", reason: String(JSON.parse(data).reason) });
    });
    // Left alone, the browser asks again by itself, but never after a refusal, and all browsers in step.
    opened.addEventListener("error", () => lose(opened.readyState === EventSource.CLOSED));
  };
  const reconnect = () => {
    if (!source) return;
    drop();
    hasMissed = true;
    connect();
  };
  const close = () => {
    window.removeEventListener("online", connect);
    drop();
  };
  window.addEventListener("online", connect);
  connect();
  return { connect, reconnect, close };
}
