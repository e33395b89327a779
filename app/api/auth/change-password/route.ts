import { clientOf } from "@/app/_http/client";
import { parseInput } from "@/app/_http/input";
import { json, route, seeOther } from "@/app/_http/route";
import { requireSession } from "@/app/_http/session";
import { changePassword } from "@/lib/accounts/change-password";
import { clock } from "@/lib/infra/clock";
import { config } from "@/lib/infra/config";
import { changePasswordForm } from "@/lib/shared/forms";

const PAGE = "/account/security";

/** POST {current, password}: 200; all other sessions have ended. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: async (exchange) => {
      const { sub: userId, sid: sessionId } = await requireSession(exchange);
      const { kind, value } = await exchange.body();
      const form = parseInput(changePasswordForm(config().passwordMinLength), value);
      const client = clientOf(exchange.request.headers);
      const ended = await changePassword({ userId, sessionId, client, ...form }, clock.now);
      return kind === "form" ? seeOther(`${PAGE}?done=password-changed&count=${ended}`) : json({});
    },
  },
  { formPage: PAGE },
);
