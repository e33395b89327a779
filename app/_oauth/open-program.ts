import { carriedSessions } from "@/app/_http/carried-sessions";
import { clientOf } from "@/app/_http/client";
import type { Exchange } from "@/app/_http/exchange";
import type { CheckedUser } from "@/lib/accounts/check-credentials";
import { clock } from "@/lib/infra/clock";
import type { Transaction } from "@/lib/infra/db";
import type { OAuthClient } from "@/lib/infra/oauth-clients";
import { type SignInMethod, startSession } from "@/lib/sessions/start-session";
import { OAuthError } from "@/lib/shared/oauth-error";
import type { Scope } from "@/lib/shared/scopes";
import { deliveryOf } from "./delivery";
import type { Parameters } from "./parameters";
import { cookieAnswer, mayRefresh, tokenAnswer } from "./token-answer";

type Opening = {
  client: OAuthClient;
  checked: CheckedUser;
  method: SignInMethod;
  scope: readonly Scope[];
  parameters: Parameters;
  /** Whether the session may be that of a browser, with all that its owner has: not where they consented to less. */
  mayBeCookies: boolean;
  /** When the person has shown who they are, where that was not now. */
  authTime?: Date;
  spend?: (tx: Transaction) => Promise<void>;
};

/** @throws OAuthError `invalid_request` for a way of renewal that there is not */
function isRenewedByRefreshToken({ renewable }: Parameters, client: OAuthClient): boolean {
  if (renewable === undefined || renewable === "refresh") return mayRefresh(client);
  if (renewable === "access") return false;
  throw new OAuthError("invalid_request", "The parameter renewable is refresh or access.");
}

/**
 * The one place where a grant becomes a session of a program, and the answer with its tokens.
 * @throws OAuthError, and what `startSession` throws
 */
export async function openProgram(exchange: Exchange, opening: Opening): Promise<Response> {
  const { client, checked, method, scope, parameters, mayBeCookies, authTime, spend } = opening;
  const { request } = exchange;
  const delivery = deliveryOf(request.headers);
  const hasRefreshToken = isRenewedByRefreshToken(parameters, client);
  const from = clientOf(request.headers);
  const now = clock.now();
  const who = { userId: checked.id, credentialVersion: checked.credentialVersion, method, authTime, spend, now };
  if (delivery === "cookie" && mayBeCookies) {
    const carriedSessionIds = (await carriedSessions(request)).map(({ id }) => id);
    return cookieAnswer(
      exchange,
      await startSession({ ...who, remembered: false, client: from, carriedSessionIds }),
      now,
    );
  }
  const opened = await startSession({
    ...who,
    remembered: true, // a program has no window that is closed
    client: { ...from, deviceCookie: null }, // which is a browser's: a program is a device of its own
    carriedSessionIds: [],
    holder: { clientId: client.id, scope, hasRefreshToken },
  });
  return tokenAnswer(opened, { delivery: delivery === "cookie" ? "body" : delivery, hasRefreshToken, now });
}
