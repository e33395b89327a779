import { clientOf } from "@/app/_http/client";
import { parseInput } from "@/app/_http/input";
import { openSession } from "@/app/_http/open-session";
import { route } from "@/app/_http/route";
import { signUp } from "@/lib/accounts/sign-up";
import { clock } from "@/lib/infra/clock";
import { config } from "@/lib/infra/config";
import { signUpForm } from "@/lib/shared/forms";

/** POST {email, password, name?}: 201 {user, session} and cookies; 409 if the address is taken. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: async (exchange) => {
      const form = signUpForm(config().passwordMinLength);
      const { email, password, name } = parseInput(form, (await exchange.body()).value);
      const { ip } = clientOf(exchange.request.headers);
      const { user, checked } = await signUp({ email, password, name: name ?? null, ip }, clock.now);
      return openSession(exchange, checked, { user, remembered: false, status: 201 });
    },
  },
  { formPage: "/sign-up" },
);
