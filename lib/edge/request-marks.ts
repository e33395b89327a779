/**
 * Headers that the start-up hook stamps on every request, over whatever the client sent under these names: what Next.js
 * keeps from the proxy and from route handlers.
 */
export const ADDRESS_MARK = "x-hufu-socket-address";
export const NAVIGATION_MARK = "x-hufu-navigation";

/**
 * Set by the proxy on a page asked for under another spelling of loopback: where it should be. The root layout redirects
 * there; a redirect by the proxy itself Next.js would make relative, and so lead back.
 */
export const CANONICAL_URL_MARK = "x-hufu-canonical-url";

/** document: the browser loads a page; soft: the client router fetches one to show it; prefetch: in case it is wanted. */
export type Navigation = "document" | "soft" | "prefetch";

/** @param header reads a header of the request as it came from the client */
export function navigationOf(header: (name: string) => string | null | undefined): Navigation {
  const isPrefetch =
    header("next-router-prefetch") ||
    header("next-router-segment-prefetch") ||
    /prefetch/i.test(`${header("purpose") ?? ""} ${header("sec-purpose") ?? ""}`);
  if (isPrefetch) return "prefetch";
  return header("rsc") ? "soft" : "document";
}
