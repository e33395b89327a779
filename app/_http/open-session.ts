import type { CheckedUser } from "@/lib/accounts/check-credentials";
import { clock } from "@/lib/infra/clock";
import { startSession } from "@/lib/sessions/start-session";
import { safeNextPath } from "@/lib/shared/next-path";
import { carriedSession } from "./carried-session";
import { clientOf } from "./client";
import { describeSession } from "./describe-session";
import type { Exchange } from "./exchange";
import { json, seeOther } from "./route";
import { deviceCookie, tokenCookies } from "./session-cookies";

/** Where people land who did not ask for a page. */
const HOME = "/dashboard";

type Opening = { remembered: boolean; next: string | undefined; status: 200 | 201; user: { id: string } };

/**
 * The one place where proven credentials become a session and its cookies: 200 or 201 with `{user, session}`, or for a
 * form a redirect to `next`.
 */
export async function openSession(exchange: Exchange, checked: CheckedUser, opening: Opening): Promise<Response> {
  const { request, setCookies } = exchange;
  const carried = await carriedSession(request);
  const now = clock.now();
  const opened = await startSession({
    userId: checked.id,
    credentialVersion: checked.credentialVersion,
    method: "password",
    remembered: opening.remembered,
    client: clientOf(request.headers),
    carriedSessionId: carried?.id ?? null,
    now,
  });
  setCookies.push(...tokenCookies(opened, now), deviceCookie(opened.deviceCookie));
  if ((await exchange.body()).kind === "form") return seeOther(safeNextPath(opening.next) ?? HOME);
  return json({ user: opening.user, session: describeSession(opened.claims) }, opening.status);
}
