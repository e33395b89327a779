import { parseInput } from "@/app/_http/input";
import { mailSent } from "@/app/_http/mail-sent";
import { requireMail } from "@/app/_http/require-mail";
import { route } from "@/app/_http/route";
import { requestVerification } from "@/lib/accounts/request-verification";
import { clock } from "@/lib/infra/clock";
import { emailForm } from "@/lib/shared/forms";

/** POST {email}: 202, always. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: async (exchange) => {
      requireMail();
      const { email } = parseInput(emailForm, (await exchange.body()).value);
      await requestVerification(email, { deviceCookie: null, now: clock.now() });
      return mailSent(exchange, email, "/verify-email?done=sent");
    },
  },
  { formPage: "/verify-email?form=resend" },
);
