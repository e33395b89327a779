import { clientOf } from "@/app/_http/client";
import { parseInput } from "@/app/_http/input";
import { openSession } from "@/app/_http/open-session";
import { route } from "@/app/_http/route";
import { checkCredentials } from "@/lib/accounts/check-credentials";
import { clock } from "@/lib/infra/clock";
import { signInForm } from "@/lib/shared/forms";

/** POST {email, password, remember?, next?}: 200 {user, session} and cookies; 401 the same for every cause. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: async (exchange) => {
    const { email, password, remember } = parseInput(signInForm, (await exchange.body()).value);
    const { ip } = clientOf(exchange.request.headers);
    const { user, checked } = await checkCredentials(email, password, { ip, now: clock.now });
    return openSession(exchange, checked, { user, remembered: remember ?? false, status: 200 });
  },
});
