import { clientOf } from "@/app/_http/client";
import { parseInput } from "@/app/_http/input";
import { knownDevice } from "@/app/_http/known-device";
import { openSession } from "@/app/_http/open-session";
import { route } from "@/app/_http/route";
import { signInPage } from "@/app/_http/sign-in-page";
import { admit } from "@/lib/accounts/admit";
import { checkCredentials } from "@/lib/accounts/check-credentials";
import { clock } from "@/lib/infra/clock";
import { signInForm } from "@/lib/shared/forms";

/**
 * POST {email, password, remember?, next?}: 200 {user, session} and cookies; 401 the same for every cause. The right
 * password of an account that its owner has left: 409, with `eraseAt`; of one that is to be proven first: 409 and a mail.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: async (exchange) => {
      const { email, password, remember } = parseInput(signInForm, (await exchange.body()).value);
      const { ip } = clientOf(exchange.request.headers);
      const credentials = await checkCredentials(email, password, { ip, now: clock.now });
      const deviceCookie = () => knownDevice(exchange);
      await admit(credentials, { emailKey: email.key, deviceCookie, now: clock.now() });
      const { user, checked } = credentials;
      return openSession(exchange, checked, { user, remembered: remember ?? false, status: 200 });
    },
  },
  { formPage: signInPage },
);
