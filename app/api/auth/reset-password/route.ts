import { clientOf } from "@/app/_http/client";
import type { Exchange } from "@/app/_http/exchange";
import { parseMailed } from "@/app/_http/mailed-input";
import { requireMail } from "@/app/_http/require-mail";
import { type FormPage, json, route, seeOther } from "@/app/_http/route";
import { readReset, resetCookie } from "@/app/_http/session-cookies";
import { resetPassword } from "@/lib/accounts/reset-password";
import { clock } from "@/lib/infra/clock";
import { config } from "@/lib/infra/config";
import { isProblem } from "@/lib/shared/errors";
import { newPassword } from "@/lib/shared/forms";

/** Whether a form relies on what this browser has proven just now, and carries neither link nor code. */
const isByCookie = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !("token" in value) && !("code" in value);

async function reset(exchange: Exchange): Promise<Response> {
  requireMail();
  const { request, setCookies } = exchange;
  const { kind, value } = await exchange.body();
  const kept = readReset(request.headers.get("cookie"));
  const given = kept !== null && isByCookie(value) ? { ...Object(value), token: kept } : value;
  const { presented, rest } = parseMailed(given, { password: newPassword(config().passwordMinLength) });
  const forget = () => kept !== null && setCookies.push(resetCookie(null));
  await resetPassword(presented, rest.password, { client: clientOf(request.headers), now: clock.now }).catch(
    (error: unknown) => {
      if (isProblem(error) && error.code === "link_invalid") forget();
      throw error;
    },
  );
  forget();
  return kind === "form" ? seeOther("/login?done=password-reset") : json({});
}

/** A form of someone who has proven their address says so, to come back to such a form. */
const formPage: FormPage = ({ request }) =>
  new URL(request.url).searchParams.get("by") === "proof" ? "/reset-password?done=proven" : "/reset-password";

/** POST {token, password} or {email, code, password}: 200; every session has ended, and nobody is signed in. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: reset }, { formPage });
