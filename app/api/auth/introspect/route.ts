import { json, route } from "@/app/_http/route";
import { authenticateService } from "@/app/_oauth/authenticate-client";
import { readParameters } from "@/app/_oauth/parameters";
import { oauthRefusal } from "@/app/_oauth/refusal";
import { clock } from "@/lib/infra/clock";
import { count } from "@/lib/infra/rate-limits";
import { introspect } from "@/lib/programs/introspect";
import { OAuthError } from "@/lib/shared/oauth-error";
import { aboutTokenParameters } from "@/lib/shared/oauth-parameters";

/**
 * POST token, token_type_hint?, by a client that is registered for it: 200 {active, …}; of a token that is not good, whatever
 * is wrong with it, `active` alone.
 * @see RFC 7662 §2
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: async (exchange) => {
      const parameters = await readParameters(exchange, aboutTokenParameters);
      const client = authenticateService(exchange.request.headers, parameters);
      if (!client.mayIntrospect) throw new OAuthError("unauthorized_client", "This client may not introspect tokens.");
      await count("introspection", client.id);
      return json(await introspect(parameters.token, client.id, clock.now()));
    },
  },
  { refusal: oauthRefusal },
);
