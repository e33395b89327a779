import "server-only";
import { isIP } from "node:net";

/**
 * The client's address. `X-Forwarded-For` is whatever the client wrote, but for its last entries, each added by one
 * of our own proxies: the n-th from the right was seen by the outermost of n trusted ones.
 *
 * @param trustedHops how many of our own proxies a request passes; 0: the socket's address
 * @returns an IP address, IPv4 where it was mapped into IPv6, or null when there is none
 */
export function clientAddress(socketAddress: string | null, forwardedFor: string | null, trustedHops: number) {
  const hops = forwardedFor?.split(",") ?? [];
  const seen = trustedHops === 0 ? socketAddress : (hops.at(-trustedHops) ?? null);
  const address = (seen ?? "")
    .trim()
    .replace(/^::ffff:(?=\d+\.)/i, "")
    .replace(/%.*$/s, "");
  return isIP(address) ? address : null;
}
