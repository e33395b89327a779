import { readBasic } from "@/app/_http/authorization";
import { clientOf } from "@/app/_http/client";
import type { Exchange } from "@/app/_http/exchange";
import { knownDevice } from "@/app/_http/known-device";
import { admit } from "@/lib/accounts/admit";
import { checkCredentials } from "@/lib/accounts/check-credentials";
import { clock } from "@/lib/infra/clock";
import type { OAuthClient } from "@/lib/infra/oauth-clients";
import { askable, defaultScopes } from "@/lib/programs/clients";
import { findAllowedGrant, spendGrant } from "@/lib/programs/device-grants";
import { rotateSession } from "@/lib/sessions/rotate-session";
import { parseEmailAddress } from "@/lib/shared/email-address";
import { isProblem } from "@/lib/shared/errors";
import { OAuthError } from "@/lib/shared/oauth-error";
import { ACCOUNT, parseScopes } from "@/lib/shared/scopes";
import { deliveryOf } from "./delivery";
import { openProgram } from "./open-program";
import { type Parameters, readScope, required } from "./parameters";
import { tokenAnswer } from "./token-answer";

/** A request to the token endpoint whose client is known and may use this grant. */
export type GrantRequest = { exchange: Exchange; client: OAuthClient; parameters: Parameters };

/** Whether HTTP Basic holds a person's name and password: it does where the form names nobody. */
export const isBasicOfPerson = ({ grant_type, username }: Parameters): boolean =>
  grant_type === "password" && username === undefined;

/** @throws OAuthError `invalid_request` where they are missing, or there twice */
function credentialsOf(headers: Headers, parameters: Parameters): { name: string; password: string } {
  if (!isBasicOfPerson(parameters)) {
    return { name: required(parameters, "username"), password: required(parameters, "password") };
  }
  const basic = readBasic(headers);
  if (!basic) throw new OAuthError("invalid_request", "Send username and password in the form, or as HTTP Basic.");
  if (parameters.password !== undefined) throw new OAuthError("invalid_request", "Two passwords are sent.");
  return { name: basic.user, password: basic.password };
}

/** A person's own password, for programs of the same makers alone. @see RFC 6749 §4.3, RFC 9700 §2.4 */
export async function byPassword({ exchange, client, parameters }: GrantRequest): Promise<Response> {
  const { headers } = exchange.request;
  if (headers.has("origin")) {
    throw new OAuthError("invalid_request", "This grant is not for pages in a browser: those sign in with cookies.");
  }
  const scope = readScope(parameters, askable(client), defaultScopes(client));
  const { name, password } = credentialsOf(headers, parameters);
  const email = parseEmailAddress(name);
  if (!email) throw new OAuthError("invalid_grant", "E-mail and password do not match.");
  const credentials = await checkCredentials(email, password, { ip: clientOf(headers).ip, now: clock.now });
  await admit(credentials, { emailKey: email.key, deviceCookie: () => knownDevice(exchange), now: clock.now() });
  const { checked } = credentials;
  // As at the door, by the same password: a session in cookies has everything, so not where less was asked for.
  const mayBeCookies = parameters.scope === undefined || scope.includes(ACCOUNT);
  return openProgram(exchange, { client, checked, method: "password", scope, parameters, mayBeCookies });
}

/** The same rotation and the same rules for spent tokens as for browsers. @see RFC 6749 §6 */
export async function byRefreshToken({ exchange, client, parameters }: GrantRequest): Promise<Response> {
  const { headers } = exchange.request;
  const token = required(parameters, "refresh_token");
  const narrowTo = parameters.scope === undefined ? undefined : parseScopes(parameters.scope);
  if (narrowTo === null || narrowTo?.length === 0) throw new OAuthError("invalid_scope", "There is no such scope.");
  const now = clock.now();
  const rotation = await rotateSession(token, clientOf(headers), now, { clientId: client.id, narrowTo });
  if (rotation.outcome === "renewed") {
    const delivery = deliveryOf(headers) === "header" ? "header" : "body";
    return tokenAnswer(rotation.tokens, { delivery, hasRefreshToken: true, now });
  }
  const why = rotation.outcome === "ended" ? `The session is over: ${rotation.reason}.` : "This token is unknown.";
  throw new OAuthError("invalid_grant", why);
}

/** A person has decided elsewhere, in a browser. @see RFC 8628 §3.4 */
export async function byDeviceCode({ exchange, client, parameters }: GrantRequest): Promise<Response> {
  const grant = await findAllowedGrant(required(parameters, "device_code"), client.id, clock.now());
  return openProgram(exchange, {
    client,
    checked: { id: grant.userId, credentialVersion: grant.credentialVersion },
    method: "device_code",
    scope: grant.scope,
    parameters,
    mayBeCookies: false,
    authTime: grant.authTime,
    spend: (tx) => spendGrant(tx, grant),
  }).catch((error: unknown) => {
    if (!isProblem(error) || error.code !== "invalid_credentials") throw error;
    throw new OAuthError("invalid_grant", "The consent is void: the password was changed since.");
  });
}
