import { bearerOf } from "@/app/_http/bearer";
import { clientOf } from "@/app/_http/client";
import { route } from "@/app/_http/route";
import { requireSession } from "@/app/_http/session";
import { tokenAnswer } from "@/app/_oauth/token-answer";
import { clock } from "@/lib/infra/clock";
import { findClient } from "@/lib/programs/clients";
import { endIfReplayed, renewByAccessToken } from "@/lib/sessions/renew-by-access-token";
import { isProblem, Problem } from "@/lib/shared/errors";

/**
 * POST with a session's access token that is still good: 200 and the next one, as the token endpoint answers; this one is
 * spent, and ends the session if it comes again, be it late. 409 where a refresh token renews the session, or its client
 * has a secret.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: async (exchange) => {
    const bearer = bearerOf(exchange.request);
    if (bearer === null) throw new Problem("unauthenticated");
    const from = clientOf(exchange.request.headers);
    const now = clock.now();
    const claims = await requireSession(exchange, null, bearer).catch(async (error: unknown) => {
      if (isProblem(error) && error.code === "invalid_token") await endIfReplayed(bearer, from, now);
      throw error;
    });
    const client = findClient(claims.client_id);
    if (!client) throw new Problem("invalid_token"); // registered no more
    if (client.secret !== null) throw new Problem("not_renewable"); // which nobody shows here
    const renewal = await renewByAccessToken(claims, from, now);
    if (renewal.outcome === "not-renewable") throw new Problem("not_renewable");
    if (renewal.outcome === "ended") throw new Problem("invalid_token");
    return tokenAnswer(renewal.tokens, { delivery: "body", hasRefreshToken: false, now });
  },
});
