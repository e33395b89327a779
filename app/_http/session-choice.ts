import type { CheckedUser } from "@/lib/accounts/check-credentials";
import { cookieName, readCookie, serializeCookie } from "@/lib/edge/cookie";
import { config } from "@/lib/infra/config";
import { randomCredential } from "@/lib/infra/random-id";
import { listSessions } from "@/lib/sessions/list-sessions";
import { offerChoice } from "@/lib/sessions/session-choice";
import { Problem } from "@/lib/shared/errors";
import { safeNextPath } from "@/lib/shared/next-path";
import { clientOf } from "./client";
import type { Exchange } from "./exchange";
import { seeOther } from "./route";
import { deviceCookie } from "./session-cookies";

const TICKET_SECONDS = 5 * 60;
const CHOICE_PAGE = "/login/choose";

const choiceName = () => cookieName("choice", config().isSecure);

/** The ticket of a form: it lies in a cookie of five minutes, which neither a script nor an address ever sees. */
export const ticketOf = (cookieHeader: string | null): string | null => readCookie(cookieHeader, choiceName());

/** Set-Cookie values that take the ticket away, where there is one: it has served. */
export const forgottenTicket = ({ headers }: Request): string[] =>
  ticketOf(headers.get("cookie")) ? [serializeCookie(choiceName(), "", config().isSecure, 0)] : [];

/**
 * The answer to a sign-in of someone who has as many sessions as they may, and says which one ends for it: a form is sent
 * to the page that asks.
 * @throws Problem `session_choice` with the ticket and the sessions, for all others
 */
export async function askWhichEnds(
  { request, body, setCookies }: Exchange,
  { id: userId, credentialVersion }: CheckedUser,
  { remembered, now }: { remembered: boolean; now: Date },
): Promise<Response> {
  const { kind, value } = await body();
  const carried = clientOf(request.headers).deviceCookie;
  const device = carried ?? randomCredential();
  if (!carried) setCookies.push(deviceCookie(device));
  const ticket = await offerChoice({ userId, credentialVersion, remembered }, device, now);
  if (kind === "form") {
    setCookies.push(serializeCookie(choiceName(), ticket, config().isSecure, TICKET_SECONDS));
    const next = safeNextPath((value as { next?: unknown }).next);
    return seeOther(next ? `${CHOICE_PAGE}?${new URLSearchParams({ next })}` : CHOICE_PAGE);
  }
  const sessions = (await listSessions(userId, null, now)).map(
    ({ id, name, kind, browser, os, lastSeenAt, place }) => ({ id, name, kind, browser, os, lastSeenAt, place }),
  );
  throw new Problem("session_choice", { choice: { ticket, sessions } });
}
