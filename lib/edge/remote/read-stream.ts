import type { Fetch } from "./fetch-json";
import { readEvents } from "./read-events";

/** A stream that is silent for this long hangs: heartbeats come every two seconds. */
const SILENCE_MS = 6_000;

/**
 * What the event stream of the revocation feed says, row by row as it comes; null for a heartbeat.
 * @throws when the stream cannot be had, is cut, hangs, or is no such stream; on `signal` as well
 */
export async function* readStream(
  fetch: Fetch,
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): AsyncGenerator<unknown> {
  const abort = new AbortController();
  const stop = () => abort.abort(signal.reason);
  signal.addEventListener("abort", stop);
  const hang = () => abort.abort(new Error("The stream is silent"));
  let timer = setTimeout(hang, SILENCE_MS);
  try {
    const init: RequestInit = { headers: { ...headers, accept: "text/event-stream" }, redirect: "manual" };
    const { status, body } = await fetch(url, { ...init, signal: abort.signal });
    if (status !== 200 || !body) throw new Error(`The stream cannot be had: status ${status}`);
    for await (const { type, data } of readEvents(body)) {
      clearTimeout(timer);
      timer = setTimeout(hang, SILENCE_MS);
      yield type === "revocation" ? JSON.parse(data) : null;
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    abort.abort();
  }
}
