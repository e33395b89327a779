"use client";

/** How often a page is asked for again while there is a network, and how long it waits at first; twice as long each time. In milliseconds. */
const MAX_TRIES = 5;
const FIRST_PAUSE_MS = 1_000;

/** Whether the router asks for a page to show it now. What it only prepares may fail. */
function isShown(headers: HeadersInit | undefined): boolean {
  const sent = new Headers(headers);
  return sent.has("rsc") && !sent.has("next-router-prefetch") && !sent.has("next-router-segment-prefetch");
}

/** Resolves when there is a network, or after a pause where there seems to be one. */
const untilConnected = (pauseMs: number): Promise<unknown> =>
  new Promise((resolve) => {
    if (navigator.onLine) setTimeout(resolve, pauseMs);
    else window.addEventListener("online", resolve, { once: true });
  });

/**
 * Lets the router wait for a network that is gone. By itself it would load the document instead, and so leave the page, and
 * all that is typed on it, for the browser's own error page.
 * @returns ends it
 */
export function fetchPatiently(): () => void {
  const fetchOnce = window.fetch;
  const fetchAgain: typeof fetch = async (input, init) => {
    if (!isShown(init?.headers)) return fetchOnce(input, init);
    for (let tries = 1; ; tries++) {
      try {
        return await fetchOnce(input, init);
      } catch (error) {
        if (init?.signal?.aborted || (navigator.onLine && tries >= MAX_TRIES)) throw error;
        await untilConnected(FIRST_PAUSE_MS * 2 ** (tries - 1));
      }
    }
  };
  window.fetch = fetchAgain;
  return () => {
    if (window.fetch === fetchAgain) window.fetch = fetchOnce;
  };
}
