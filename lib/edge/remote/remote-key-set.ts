import type { ClockReading } from "../feed-freshness";
import { type KeySet, keySetFrom, type PublicJwk } from "../key-set";
import { type Fetch, fetchJson, messageOf } from "./fetch-json";
import { oneAtATime } from "./one-at-a-time";

/** Where the answer does not say how long it may be kept; at most as long, too. In seconds. */
const MAX_AGE_SECONDS = 300;
/** Tokens with made-up key ids, and outages, cause no more than one request in this time. */
const RETRY_MS = 1_000;

type KeySetOptions = { url: string; fetch: Fetch; clocks: () => ClockReading; timeoutMs: number };

export type RemoteKeySet = {
  /** The keys as last read; empty before. */
  current: () => KeySet;
  /** Reads them when they are too old, or do not hold this key. Never throws. */
  keepUp: (kid: string) => Promise<void>;
  /** Why there are no keys, or they could not be read again; null: they are as Hufu publishes them. */
  fault: () => string | null;
};

/**
 * Hufu's public keys. Those once read stay when they cannot be read again: a key that is withdrawn is announced by the
 * feed, and what a retired one has signed expires.
 * @see RFC 7517 §5, RFC 9111 §4.2
 */
export function remoteKeySet({ url, fetch, clocks, timeoutMs }: KeySetOptions): RemoteKeySet {
  const now = () => clocks().monotonicMs;
  let keys: KeySet = new Map();
  let fault: string | null = "The public keys have not been read yet";
  let staleFromMs = Number.NEGATIVE_INFINITY;
  let triedMs = Number.NEGATIVE_INFINITY;

  const reading = oneAtATime(
    async () => {
      triedMs = now();
      try {
        const { body, headers } = await fetchJson(fetch, url, timeoutMs, { "cache-control": "no-cache" }); // a cache on the way may lack a new key
        keys = await keySetFrom(body as { keys: PublicJwk[] }); // throws for what is none
        fault = null;
        staleFromMs = triedMs + maxAgeSeconds(headers) * 1000;
      } catch (error) {
        fault = messageOf(error);
      }
    },
    timeoutMs,
    now,
  );

  async function keepUp(kid: string): Promise<void> {
    if (keys.has(kid) && now() < staleFromMs) return;
    if (keys.has(kid) && reading.isRunning()) return;
    if (!reading.isRunning() && now() - triedMs < RETRY_MS) return;
    await reading.run();
  }

  return { current: () => keys, keepUp, fault: () => fault };
}

function maxAgeSeconds(headers: Headers): number {
  const [, given] = /\bmax-age=(\d+)/.exec(headers.get("cache-control") ?? "") ?? [];
  return Math.min(given === undefined ? MAX_AGE_SECONDS : Number(given), MAX_AGE_SECONDS);
}
