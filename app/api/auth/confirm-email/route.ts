import { clientOf } from "@/app/_http/client";
import { parseMailed } from "@/app/_http/mailed-input";
import { requireMail } from "@/app/_http/require-mail";
import { json, route, seeOther } from "@/app/_http/route";
import { requireSession } from "@/app/_http/session";
import { confirmEmail } from "@/lib/accounts/change-email";
import { clock } from "@/lib/infra/clock";

/**
 * POST {token} or {email, code}: 200; the address is the account's, and its other sessions have ended. In a session of the
 * account alone: 401 without one.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: async (exchange) => {
      requireMail();
      const { sub: userId, sid: id } = await requireSession(exchange);
      const { kind, value } = await exchange.body();
      const { presented } = parseMailed(value, {});
      const { ip } = clientOf(exchange.request.headers);
      await confirmEmail(presented, { session: { userId, id }, now: clock.now(), ip });
      return kind === "form" ? seeOther("/account/profile?done=email-changed") : json({});
    },
  },
  { formPage: "/confirm-email" },
);
