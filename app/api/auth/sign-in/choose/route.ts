import { clientOf } from "@/app/_http/client";
import { parseInput } from "@/app/_http/input";
import { openSession } from "@/app/_http/open-session";
import { route } from "@/app/_http/route";
import { ticketOf } from "@/app/_http/session-choice";
import { findUser } from "@/lib/accounts/queries";
import { clock } from "@/lib/infra/clock";
import { isRowId } from "@/lib/infra/random-id";
import { findChoice } from "@/lib/sessions/session-choice";
import { Problem } from "@/lib/shared/errors";
import { choiceForm } from "@/lib/shared/forms";

/**
 * POST {ticket, end}: 200 {user, session} and cookies; the session `end` is over. 404 for one that is not the person's: the
 * ticket stays good. 401 for a ticket that was used, is too old, or is another browser's.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: async (exchange) => {
      const { headers } = exchange.request;
      const { kind, value } = await exchange.body();
      const { ticket, end } = parseInput(choiceForm, value);
      const shown = ticket ?? (kind === "form" ? ticketOf(headers.get("cookie")) : null);
      const found = await findChoice(shown, clientOf(headers).deviceCookie, clock.now());
      if (!isRowId(end)) throw new Problem("not_found");
      const { userId: id, credentialVersion, remembered, operation } = found;
      const user = await findUser(id);
      if (!user) throw new Problem("choice_over");
      const chosen = { id: end, ticket: operation };
      return openSession(exchange, { id, credentialVersion }, { remembered, status: 200, user, chosen });
    },
  },
  {
    formPage: (_exchange, _method, { code }) =>
      code === "choice_over" || code === "invalid_credentials" ? "/login" : "/login/choose",
  },
);
