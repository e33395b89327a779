import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server } from "node:http";
import { ADDRESS_MARK, CANONICAL_URL_MARK, NAVIGATION_MARK, navigationOf } from "../edge/request-marks";

const KNOWN_METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Every HTTP server of this process that has had a request. */
export const servers = new Set<Server>();

/** Without a listener Node.js answers an upgrade as a plain request; Next.js's would hold some of them open for ever. */
function meet(server: Server): void {
  servers.add(server);
  if (process.env.NODE_ENV === "production") server.removeAllListeners("upgrade"); // development reloads pages by it
}

/** A path whose escapes are no UTF-8 with its percent signs escaped: it names nothing, and Next.js would answer a bare 500. */
function readablePath(url: string): string {
  if (!url.startsWith("/")) return "/"; // a proxy's form of a target, or "*": none of them names a page here
  if (!url.includes("%")) return url;
  const [path = "", ...query] = url.split("?");
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return [path.replaceAll("%", "%25"), ...query].join("?");
  }
}

/** Node.js keeps the first of several Authorization headers and says nothing: two of them are one that means nothing. */
function joinCredentials({ headers, rawHeaders }: IncomingMessage): void {
  const given = rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === "authorization");
  if (given.length > 1) headers.authorization = given.join(", ");
}

/**
 * Marks each request, before Next.js sees it, with the socket's address and the kind of navigation: Next.js believes
 * any X-Forwarded-For and hides the router's headers from the proxy.
 */
export function markRequests(): void {
  subscribe("http.server.request.start", (message) => {
    const { request, server } = message as { request: IncomingMessage; server: Server };
    if (!servers.has(server)) meet(server);
    delete request.headers[CANONICAL_URL_MARK]; // the proxy alone sets it, and not every page passes the proxy
    request.headers[ADDRESS_MARK] = request.socket.remoteAddress ?? "";
    request.headers[NAVIGATION_MARK] = navigationOf((name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value[0] : value;
    });
    if (request.headers.authorization) joinCredentials(request);
    request.url = readablePath(request.url ?? "/");
    // A method that Next.js does not know gets its bare 400; OPTIONS leads to our 405 with Allow.
    if (!KNOWN_METHODS.has(request.method ?? "")) request.method = "OPTIONS";
  });
}
