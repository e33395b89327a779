import { clientOf } from "@/app/_http/client";
import { parseInput } from "@/app/_http/input";
import { requireMail } from "@/app/_http/require-mail";
import { json, route, seeOther } from "@/app/_http/route";
import { requireSession } from "@/app/_http/session";
import { askForEmailChange } from "@/lib/accounts/ask-email-change";
import { clock } from "@/lib/infra/clock";
import { emailForm } from "@/lib/shared/forms";

const PAGE = "/account/profile";

/** POST {email}: 202; the new address is mailed the way to become the account's, whoever's it is. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: async (exchange) => {
      requireMail();
      const { sub: userId, sid: sessionId } = await requireSession(exchange);
      const { kind, value } = await exchange.body();
      const { email } = parseInput(emailForm, value);
      const client = clientOf(exchange.request.headers);
      await askForEmailChange(email, { userId, sessionId, client, now: clock.now() });
      return kind === "form" ? seeOther(`${PAGE}?done=email-asked`) : json({}, 202);
    },
  },
  { formPage: PAGE },
);
