import { clientOf } from "@/app/_http/client";
import { describeSession } from "@/app/_http/describe-session";
import type { Exchange } from "@/app/_http/exchange";
import { parseMailed } from "@/app/_http/mailed-input";
import { nextPathOf } from "@/app/_http/next-path-of";
import { openSession } from "@/app/_http/open-session";
import { requireMail } from "@/app/_http/require-mail";
import { json, route, seeOther } from "@/app/_http/route";
import { sessionIfAny } from "@/app/_http/session";
import { resetCookie } from "@/app/_http/session-cookies";
import { openAccount } from "@/lib/accounts/open-account";
import { clock } from "@/lib/infra/clock";

async function prove(exchange: Exchange): Promise<Response> {
  requireMail();
  const { kind, value } = await exchange.body();
  const { presented } = parseMailed(value, {});
  const session = await sessionIfAny(exchange);
  const { ip, deviceCookie } = clientOf(exchange.request.headers);
  const prover = { deviceCookie, sessionUserId: session?.sub ?? null, now: clock.now(), ip };
  const { checked, user, resetToken } = await openAccount(presented, prover);
  if (resetToken !== null) {
    if (kind !== "form") return json({ user, session: null, resetToken });
    exchange.setCookies.push(resetCookie(resetToken));
    return seeOther("/reset-password?done=proven");
  }
  if (session?.sub !== user.id) return openSession(exchange, checked, { user, remembered: false, status: 200 });
  return kind === "form" ? seeOther(nextPathOf(value)) : json({ user, session: describeSession(session) });
}

/**
 * POST {token} or {email, code}: 200 {user, session}, and cookies where nobody was signed in. Where the link was not used
 * on a device of the account: 200 {user, session: null, resetToken}; a form goes on to choose a password.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: prove }, { formPage: "/verify-email" });
