import { fromSeconds } from "@/lib/shared/time";
import type { Caller } from "./caller";

/** Authentication methods by their names in RFC 8176. */
const METHODS: Record<string, string> = { pwd: "password" };

/** A session as the API describes it, from its token alone. `expiresAt` is the token's, null where it does not expire. */
export function describeSession({ sid, exp, auth_time, amr, scope }: Omit<Caller, "sub">) {
  const [reference = ""] = amr;
  return {
    id: sid,
    expiresAt: exp === null ? null : fromSeconds(exp),
    authTime: fromSeconds(auth_time),
    method: METHODS[reference] ?? reference,
    scope,
  };
}
