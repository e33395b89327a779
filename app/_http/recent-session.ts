import type { AccessClaims } from "@/lib/edge/access-token";
import { clock } from "@/lib/infra/clock";
import { Problem } from "@/lib/shared/errors";
import { toSeconds } from "@/lib/shared/time";
import type { Exchange } from "./exchange";
import { requireSession } from "./session";

/**
 * The session of a request that only someone who signed in a short while ago may make. Renewals do not count: the moment
 * is that of the password.
 * @throws Problem `sign_in_again`, and what requireSession throws
 */
export async function requireRecentSession(exchange: Exchange, maxAgeSeconds: number): Promise<AccessClaims> {
  const claims = await requireSession(exchange);
  if (toSeconds(clock.now()) - claims.auth_time > maxAgeSeconds) throw new Problem("sign_in_again", { maxAgeSeconds });
  return claims;
}
