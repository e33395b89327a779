import { route } from "@/app/_http/route";
import { authenticateClient } from "@/app/_oauth/authenticate-client";
import { byDeviceCode, byPassword, byRefreshToken, isBasicOfPerson } from "@/app/_oauth/grants";
import { readParameters } from "@/app/_oauth/parameters";
import { oauthRefusal } from "@/app/_oauth/refusal";
import { byWxapp } from "@/app/_oauth/wxapp";
import { config } from "@/lib/infra/config";
import { GRANT_TYPES, GRANTS, type Grant } from "@/lib/shared/grants";
import { OAuthError } from "@/lib/shared/oauth-error";
import { tokenParameters } from "@/lib/shared/oauth-parameters";

const BY_GRANT = {
  password: byPassword,
  refresh_token: byRefreshToken,
  device_code: byDeviceCode,
  wxapp: byWxapp,
} as const satisfies Record<Grant, unknown>;

/** @throws OAuthError `unsupported_grant_type` for what GRANTS does not name */
function grantOf(type: string): Grant {
  const grant = GRANTS.find((known) => GRANT_TYPES[known] === type);
  if (grant && config().grants.includes(grant)) return grant;
  throw new OAuthError("unsupported_grant_type", "There is no such grant here, or it is switched off.");
}

/**
 * POST grant_type and its parameters, as a form: 200 {access_token, token_type, expires_in, scope, refresh_token?}; errors
 * as in RFC 6749. `Prefer: token-delivery=header` moves the access token to a header, `cookie` both to cookies.
 * @see RFC 6749 §3.2
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: async (exchange) => {
      const parameters = await readParameters(exchange, tokenParameters);
      const grant = grantOf(parameters.grant_type);
      const client = authenticateClient(exchange.request.headers, parameters, isBasicOfPerson(parameters));
      if (!client.grants.includes(grant)) {
        throw new OAuthError("unauthorized_client", "This client may not use this grant.");
      }
      return BY_GRANT[grant]({ exchange, client, parameters });
    },
  },
  { refusal: oauthRefusal },
);
