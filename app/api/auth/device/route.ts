import { clientOf } from "@/app/_http/client";
import { json, route } from "@/app/_http/route";
import { authenticateClient } from "@/app/_oauth/authenticate-client";
import { readParameters, readScope } from "@/app/_oauth/parameters";
import { oauthRefusal } from "@/app/_oauth/refusal";
import { clock } from "@/lib/infra/clock";
import { config } from "@/lib/infra/config";
import { count } from "@/lib/infra/rate-limits";
import { askableByCode, defaultScopes } from "@/lib/programs/clients";
import { beginDeviceGrant, GRANT_SECONDS, INTERVAL_SECONDS } from "@/lib/programs/device-grants";
import { OAuthError } from "@/lib/shared/oauth-error";
import { deviceParameters } from "@/lib/shared/oauth-parameters";

/**
 * POST client_id?, scope?: 200 {device_code, user_code, verification_uri, verification_uri_complete, expires_in, interval}.
 * Everything that an account can do is not asked for this way, nor a permission by a public client: a stranger may have
 * begun it.
 * @see RFC 8628 §3.1
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: async (exchange) => {
      const { headers } = exchange.request;
      const parameters = await readParameters(exchange, deviceParameters);
      const registered = authenticateClient(headers, parameters);
      if (!config().grants.includes("device_code") || !registered.grants.includes("device_code")) {
        throw new OAuthError("unauthorized_client", "This client may not use this grant.");
      }
      const scope = readScope(parameters, askableByCode(registered), defaultScopes(registered));
      const client = clientOf(headers);
      await count("device-code", client.ip ?? "");
      const { deviceCode, userCode } = await beginDeviceGrant({ clientId: registered.id, scope, client }, clock.now());
      const page = new URL("/device", config().appUrl).href;
      return json({
        device_code: deviceCode,
        user_code: userCode,
        verification_uri: page,
        verification_uri_complete: `${page}?${new URLSearchParams({ user_code: userCode })}`,
        expires_in: GRANT_SECONDS,
        interval: INTERVAL_SECONDS,
      });
    },
  },
  { refusal: oauthRefusal },
);
