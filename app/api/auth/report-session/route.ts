import { clientOf } from "@/app/_http/client";
import { parseMailed } from "@/app/_http/mailed-input";
import { requireMail } from "@/app/_http/require-mail";
import { json, route, seeOther } from "@/app/_http/route";
import { reportSession } from "@/lib/accounts/report-session";
import { clock } from "@/lib/infra/clock";

/** POST {token} or {email, code}: 200 {}; "this was not me": every session has ended, and a mail for a new password is on its way. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: async (exchange) => {
      requireMail();
      const { kind, value } = await exchange.body();
      const { presented } = parseMailed(value, {});
      await reportSession(presented, clock.now(), clientOf(exchange.request.headers).ip);
      return kind === "form" ? seeOther("/login?done=reported") : json({});
    },
  },
  { formPage: "/report-session" },
);
