import type { CheckedUser } from "@/lib/accounts/check-credentials";
import { clock } from "@/lib/infra/clock";
import { startSession } from "@/lib/sessions/start-session";
import { carriedSessions } from "./carried-sessions";
import { clientOf } from "./client";
import { describeSession } from "./describe-session";
import type { Exchange } from "./exchange";
import { forgottenTyping } from "./form-answer";
import { nextPathOf } from "./next-path-of";
import { json, seeOther } from "./route";
import { deviceCookie, tokenCookies } from "./session-cookies";

type Opening = { remembered: boolean; status: 200 | 201; user: { id: string } };

/**
 * The one place where proven credentials become a session and its cookies: 200 or 201 with `{user, session}`, or for a
 * form a redirect to `next`.
 */
export async function openSession(exchange: Exchange, checked: CheckedUser, opening: Opening): Promise<Response> {
  const { request, setCookies } = exchange;
  const { kind, value } = await exchange.body();
  const carried = await carriedSessions(request);
  const now = clock.now();
  const opened = await startSession({
    userId: checked.id,
    credentialVersion: checked.credentialVersion,
    method: "password",
    remembered: opening.remembered,
    client: clientOf(request.headers),
    carriedSessionIds: carried.map(({ id }) => id),
    now,
  });
  setCookies.push(...tokenCookies(opened, now), deviceCookie(opened.deviceCookie), ...forgottenTyping(request));
  if (kind === "form") return seeOther(nextPathOf(value));
  return json({ user: opening.user, session: describeSession(opened.claims) }, opening.status);
}
