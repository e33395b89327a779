import { clientOf } from "@/app/_http/client";
import type { Exchange } from "@/app/_http/exchange";
import { parseInput } from "@/app/_http/input";
import { knownDevice } from "@/app/_http/known-device";
import { mailSent } from "@/app/_http/mail-sent";
import { withNextOf } from "@/app/_http/next-path-of";
import { openSession } from "@/app/_http/open-session";
import { requestLanguage } from "@/app/_http/preferences";
import { route } from "@/app/_http/route";
import { isProvenFirst } from "@/lib/accounts/admit";
import { requestSignUp } from "@/lib/accounts/request-sign-up";
import { signUp } from "@/lib/accounts/sign-up";
import { clock } from "@/lib/infra/clock";
import { config } from "@/lib/infra/config";
import { signUpForm } from "@/lib/shared/forms";

async function ask(exchange: Exchange): Promise<Response> {
  const { request } = exchange;
  const { value } = await exchange.body();
  const { email, password, name, next } = parseInput(signUpForm(config().passwordMinLength), value);
  const { ip } = clientOf(request.headers);
  const asked = { email, password, name: name ?? null, language: requestLanguage(request.headers), ip };
  if (isProvenFirst()) {
    await requestSignUp({ ...asked, deviceCookie: knownDevice(exchange) }, clock.now);
    return mailSent(exchange, email, withNextOf("/verify-email?done=sent", next));
  }
  const { user, checked } = await signUp(asked, clock.now);
  return openSession(exchange, checked, { user, remembered: false, status: 201 });
}

/**
 * POST {email, password, name?}: 201 {user, session} and cookies; 409 if the address is taken. Where addresses are proven
 * first: 202 for all, and the mail says the rest.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: ask }, { formPage: "/sign-up" });
