import { bearerOf } from "@/app/_http/bearer";
import { clientOf } from "@/app/_http/client";
import { route } from "@/app/_http/route";
import { requireSession } from "@/app/_http/session";
import { tokenAnswer } from "@/app/_oauth/token-answer";
import { clock } from "@/lib/infra/clock";
import { findClient } from "@/lib/programs/clients";
import { renewByAccessToken } from "@/lib/sessions/renew-by-access-token";
import { Problem } from "@/lib/shared/errors";

/**
 * POST with a session's access token that is still good: 200 and the next one, as the token endpoint answers; this one is
 * spent, and ends the session if it comes again. 409 where a refresh token renews the session.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: async (exchange) => {
    const bearer = bearerOf(exchange.request);
    if (bearer === null) throw new Problem("unauthenticated");
    const claims = await requireSession(exchange, null, bearer);
    if (!findClient(claims.client_id)) throw new Problem("invalid_token"); // registered no more
    const now = clock.now();
    const renewal = await renewByAccessToken(claims, clientOf(exchange.request.headers), now);
    if (renewal.outcome === "not-renewable") throw new Problem("not_renewable");
    if (renewal.outcome === "ended") throw new Problem("invalid_token");
    return tokenAnswer(renewal.tokens, { delivery: "body", hasRefreshToken: false, now });
  },
});
