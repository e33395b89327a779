import { carriedSessions } from "@/app/_http/carried-sessions";
import { clientOf } from "@/app/_http/client";
import { parseMailed } from "@/app/_http/mailed-input";
import { requireMail } from "@/app/_http/require-mail";
import { json, route, seeOther } from "@/app/_http/route";
import { clearedTokenCookies } from "@/app/_http/session-cookies";
import { undoEmailChange } from "@/lib/accounts/change-email";
import { clock } from "@/lib/infra/clock";

/** POST {token} or {email, code}: 200; the old address holds again, every session has ended, a mail for a new password is on its way. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: async (exchange) => {
      requireMail();
      const { request, setCookies } = exchange;
      const { kind, value } = await exchange.body();
      const { presented } = parseMailed(value, {});
      const userId = await undoEmailChange(presented, clock.now(), clientOf(request.headers).ip);
      const carried = await carriedSessions(request);
      if (carried.some((session) => session.userId === userId)) setCookies.push(...clearedTokenCookies());
      return kind === "form" ? seeOther("/login?done=email-change-undone") : json({});
    },
  },
  { formPage: "/undo-change-email" },
);
