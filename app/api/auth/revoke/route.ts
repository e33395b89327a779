import { clientOf } from "@/app/_http/client";
import { route } from "@/app/_http/route";
import { authenticateClient } from "@/app/_oauth/authenticate-client";
import { readParameters } from "@/app/_oauth/parameters";
import { oauthRefusal } from "@/app/_oauth/refusal";
import { clock } from "@/lib/infra/clock";
import { count } from "@/lib/infra/rate-limits";
import { findIssuedToken } from "@/lib/programs/issued-tokens";
import { endPersonalToken } from "@/lib/programs/personal-tokens";
import { endSession } from "@/lib/sessions/end-sessions";
import { OAuthError } from "@/lib/shared/oauth-error";
import { aboutTokenParameters } from "@/lib/shared/oauth-parameters";

/**
 * POST token, token_type_hint?: 200 without a body, also for a token that is unknown or over. It ends the whole session:
 * access and refresh token are two halves of one thing. A client takes back its own; a personal token whoever holds it.
 * @see RFC 7009 §2
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: async (exchange) => {
      const { headers } = exchange.request;
      const parameters = await readParameters(exchange, aboutTokenParameters);
      const client = authenticateClient(headers, parameters);
      const { ip } = clientOf(headers);
      await count("revocation", `${client.id} ${ip}`); // many share a public client's id
      const found = await findIssuedToken(parameters.token);
      if (found && found.clientId !== null && found.clientId !== client.id) {
        throw new OAuthError("invalid_grant", "This token was issued to another client.");
      }
      const ending = { reason: "signed-out" as const, now: clock.now(), ip };
      if (found?.kind === "personal") await endPersonalToken({ ...found, ...ending });
      else if (found) await endSession(found.userId, found.id, ending.reason, ending.now, ending.ip);
      return new Response(null, { status: 200, headers: { "Cache-Control": "private, no-store" } });
    },
  },
  { refusal: oauthRefusal },
);
