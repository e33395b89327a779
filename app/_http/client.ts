import { cookieName, readCookie } from "@/lib/edge/cookie";
import { ADDRESS_MARK } from "@/lib/edge/request-marks";
import { clientAddress } from "@/lib/infra/client-address";
import { config } from "@/lib/infra/config";
import type { Client } from "@/lib/sessions/start-session";

const MAX_PLACE_LENGTH = 100;

/** Where a request comes from. */
export function clientOf(headers: Headers): Client {
  const { trustedProxyHops, placeHeader, isSecure } = config();
  return {
    ip: clientAddress(headers.get(ADDRESS_MARK), headers.get("x-forwarded-for"), trustedProxyHops),
    place: (placeHeader && headers.get(placeHeader)?.slice(0, MAX_PLACE_LENGTH)) || null,
    userAgent: headers.get("user-agent"),
    deviceCookie: readCookie(headers.get("cookie"), cookieName("device", isSecure)),
  };
}
