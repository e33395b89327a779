import { clientOf } from "@/app/_http/client";
import { parseInput } from "@/app/_http/input";
import { knownDevice } from "@/app/_http/known-device";
import { openSession } from "@/app/_http/open-session";
import { route } from "@/app/_http/route";
import { signInPage } from "@/app/_http/sign-in-page";
import { admit } from "@/lib/accounts/admit";
import { checkCredentials } from "@/lib/accounts/check-credentials";
import { comeBack } from "@/lib/accounts/leave";
import { clock } from "@/lib/infra/clock";
import { signInForm } from "@/lib/shared/forms";

/** POST {email, password, remember?, next?}: opens an account again that its owner has left; then as a sign-in. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: async (exchange) => {
      const { email, password, remember } = parseInput(signInForm, (await exchange.body()).value);
      const { ip } = clientOf(exchange.request.headers);
      const credentials = await checkCredentials(email, password, { ip, now: clock.now });
      const { user, checked, eraseAt } = credentials;
      const now = clock.now();
      if (eraseAt) await comeBack(checked, now, ip);
      const deviceCookie = () => knownDevice(exchange);
      await admit({ ...credentials, eraseAt: null }, { emailKey: email.key, deviceCookie, now });
      return openSession(exchange, checked, { user, remembered: remember ?? false, status: 200 });
    },
  },
  { formPage: signInPage },
);
