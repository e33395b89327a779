import type { AccessClaims } from "@/lib/edge/access-token";
import { isPersonalToken } from "@/lib/programs/personal-token-text";
import type { Scope } from "@/lib/shared/scopes";
import { toSeconds } from "@/lib/shared/time";
import { bearerOf } from "./bearer";
import type { Exchange } from "./exchange";
import { personalBearer } from "./personal-bearer";
import { requireScope, requireSession } from "./session";

/** Who calls: by a session of a browser or a program, or by a personal access token. */
export type Caller = Pick<AccessClaims, "sub" | "amr" | "auth_time" | "scope"> & {
  /** Names the session, or the personal token. */
  sid: string;
  /** When the token expires, in seconds; null: a personal one that does not. */
  exp: number | null;
};

/**
 * The lock of routes that programs may call: a session by cookies or by its access token, or a personal access token,
 * which costs a query.
 * @param needed what the caller must be allowed to; null: whoever has a token may
 * @throws Problem what `requireSession` throws
 */
export async function requireCaller(exchange: Exchange, needed: Scope | null): Promise<Caller> {
  const bearer = bearerOf(exchange.request);
  if (bearer === null || !isPersonalToken(bearer)) return requireSession(exchange, needed, bearer);
  const found = await personalBearer(exchange.request, bearer);
  requireScope(found, needed);
  return {
    sub: found.userId,
    sid: found.id,
    amr: ["personal_token"],
    auth_time: toSeconds(found.createdAt),
    scope: found.scope,
    exp: found.expiresAt && toSeconds(found.expiresAt),
  };
}
