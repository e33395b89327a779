import type { AccessClaims } from "@/lib/edge/access-token";
import { fromSeconds } from "@/lib/shared/time";

/** Authentication methods by their names in RFC 8176. */
const METHODS: Record<string, string> = { pwd: "password" };

/** A session as the API describes it, from its token alone. `expiresAt` is the access token's. */
export function describeSession({ sid, exp, auth_time, amr, scope }: AccessClaims) {
  const [reference = ""] = amr;
  return {
    id: sid,
    expiresAt: fromSeconds(exp),
    authTime: fromSeconds(auth_time),
    method: METHODS[reference] ?? reference,
    scope,
  };
}
