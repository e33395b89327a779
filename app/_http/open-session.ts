import type { CheckedUser } from "@/lib/accounts/check-credentials";
import { clock } from "@/lib/infra/clock";
import type { Operation } from "@/lib/mails/operation-tokens";
import { spendChoice } from "@/lib/sessions/session-choice";
import { startSession } from "@/lib/sessions/start-session";
import { isProblem } from "@/lib/shared/errors";
import { carriedSessions } from "./carried-sessions";
import { clientOf } from "./client";
import { describeSession } from "./describe-session";
import type { Exchange } from "./exchange";
import { forgottenTyping } from "./form-answer";
import { nextPathOf } from "./next-path-of";
import { json, seeOther } from "./route";
import { askWhichEnds, forgottenTicket } from "./session-choice";
import { deviceCookie, tokenCookies } from "./session-cookies";

type Opening = {
  remembered: boolean;
  status: 200 | 201;
  user: { id: string };
  /** At the limit of sessions: which one was chosen to end for this one, and by which ticket. */
  chosen?: { id: string; ticket: Operation };
};

/**
 * The one place where proven credentials become a session and its cookies: 200 or 201 with `{user, session}`, or for a
 * form a redirect to `next`. Where the person has as many sessions as they may, they are asked which one ends for it.
 * @throws Problem `session_choice`, `session_limit`, and what `startSession` throws
 */
export async function openSession(exchange: Exchange, checked: CheckedUser, opening: Opening): Promise<Response> {
  const { request, setCookies } = exchange;
  const { kind, value } = await exchange.body();
  const carried = await carriedSessions(request);
  const now = clock.now();
  const { remembered, chosen } = opening;
  const opened = await startSession({
    userId: checked.id,
    credentialVersion: checked.credentialVersion,
    method: "password",
    remembered,
    client: clientOf(request.headers),
    carriedSessionIds: carried.map(({ id }) => id),
    endInstead: chosen?.id,
    spend: chosen && ((tx) => spendChoice(tx, chosen.ticket, now)),
    now,
  }).catch((error: unknown) => {
    if (isProblem(error) && error.code === "session_choice") return null;
    throw error;
  });
  if (!opened) return askWhichEnds(exchange, checked, { remembered, now });
  setCookies.push(...tokenCookies(opened, now), deviceCookie(opened.deviceCookie), ...forgottenTyping(request));
  setCookies.push(...forgottenTicket(request));
  if (kind === "form") return seeOther(nextPathOf(value));
  return json({ user: opening.user, session: describeSession(opened.claims) }, opening.status);
}
