import { clientOf } from "@/app/_http/client";
import { parseInput } from "@/app/_http/input";
import { mailSent } from "@/app/_http/mail-sent";
import { requireMail } from "@/app/_http/require-mail";
import { route } from "@/app/_http/route";
import { forgotPassword } from "@/lib/accounts/forgot-password";
import { clock } from "@/lib/infra/clock";
import { emailForm } from "@/lib/shared/forms";

/** POST {email}: 202, always. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: async (exchange) => {
      requireMail();
      const { email } = parseInput(emailForm, (await exchange.body()).value);
      await forgotPassword(email, { ip: clientOf(exchange.request.headers).ip, now: clock.now() });
      return mailSent(exchange, email, "/forgot-password?done=sent");
    },
  },
  { formPage: "/forgot-password" },
);
