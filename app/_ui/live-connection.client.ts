"use client";

/** What the server tells open pages. @see app/api/auth/live/route.ts */
export type LiveEvent = { type: "ended"; reason: string } | { type: "devices" } | { type: "check" };

/** After a refusal or a server that is gone; doubled each time, in milliseconds. */
const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 60_000;

/**
 * Listens for what happens to a session: one connection a browser, however many tabs. The tab that holds the lock listens
 * and passes on what it hears; when it goes, another takes over. Where a connection was lost, `check` says that something
 * may have been missed.
 *
 * @param sid names the session: tabs of another one do not mix with these
 * @returns stops listening
 */
export function listenTogether(sid: string, onEvent: (event: LiveEvent) => void): () => void {
  const name = `hufu-live-${sid}`;
  const channel = new BroadcastChannel(name);
  const stopping = new AbortController();
  channel.addEventListener("message", ({ data }) => onEvent(data as LiveEvent)); // only our own pages write there
  const tellAll = (event: LiveEvent) => {
    onEvent(event);
    channel.postMessage(event);
  };
  const lead = () => new Promise<void>((resolve) => listen(stopping.signal, tellAll, resolve));
  navigator.locks.request(name, { signal: stopping.signal }, lead).catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error;
  });
  return () => {
    stopping.abort();
    channel.close();
  };
}

function listen(stop: AbortSignal, tellAll: (event: LiveEvent) => void, onStopped: () => void): void {
  let retryMs = FIRST_RETRY_MS;
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hasMissed = false;

  const connect = () => {
    source = new EventSource("/api/auth/live");
    source.addEventListener("open", () => {
      retryMs = FIRST_RETRY_MS;
      if (hasMissed) tellAll({ type: "check" });
      hasMissed = false;
    });
    source.addEventListener("ended", ({ data }) => tellAll({ type: "ended", reason: String(JSON.parse(data).reason) }));
    source.addEventListener("devices", () => tellAll({ type: "devices" }));
    source.addEventListener("error", () => {
      hasMissed = true;
      if (source?.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
      tellAll({ type: "check" }); // refused: the session may be over
      timer = setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, MAX_RETRY_MS);
    });
  };
  connect();
  stop.addEventListener("abort", () => {
    clearTimeout(timer);
    source?.close();
    onStopped();
  });
}
