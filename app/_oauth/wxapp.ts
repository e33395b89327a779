import { clientOf } from "@/app/_http/client";
import { knownDevice } from "@/app/_http/known-device";
import { admit } from "@/lib/accounts/admit";
import { checkCredentials } from "@/lib/accounts/check-credentials";
import { clock } from "@/lib/infra/clock";
import { askable, defaultScopes } from "@/lib/programs/clients";
import { findLinkedAccount, type Identity, linkIdentity, proveIdentity } from "@/lib/programs/external-identities";
import { parseEmailAddress } from "@/lib/shared/email-address";
import { OAuthError } from "@/lib/shared/oauth-error";
import { ACCOUNT } from "@/lib/shared/scopes";
import type { GrantRequest } from "./grants";
import { openProgram } from "./open-program";
import { readScope, required } from "./parameters";

/** Whose account it is: the one that the identity is linked to, or the one whose password comes with it the first time. */
async function accountOf({ exchange, parameters }: GrantRequest, identity: Identity) {
  const { username, password } = parameters;
  if (username === undefined && password === undefined) {
    const linked = await findLinkedAccount(identity);
    if (!linked)
      throw new OAuthError("invalid_grant", "No account is linked. Send username and password once with it.");
    return linked;
  }
  const email = parseEmailAddress(required(parameters, "username"));
  if (!email) throw new OAuthError("invalid_grant", "E-mail and password do not match.");
  const { ip } = clientOf(exchange.request.headers);
  const checked = await checkCredentials(email, required(parameters, "password"), { ip, now: clock.now });
  return { ...checked, emailKey: email.key, mustBeLinked: true };
}

/**
 * A WeChat mini program, by the code that `wx.login` gave it. The first time it brings the password of the account that
 * the identity is linked to from then on.
 */
export async function byWxapp(request: GrantRequest): Promise<Response> {
  const { exchange, client, parameters } = request;
  const scope = readScope(parameters, askable(client), defaultScopes(client));
  const identity = await proveIdentity("wxapp", required(parameters, "code"));
  const account = await accountOf(request, identity);
  const deviceCookie = () => knownDevice(exchange);
  await admit(account, { emailKey: account.emailKey, deviceCookie, now: clock.now() });
  const { checked } = account;
  const linking = { userId: checked.id, now: clock.now(), ip: clientOf(exchange.request.headers).ip };
  return openProgram(exchange, {
    client,
    checked,
    method: "wxapp",
    scope,
    parameters,
    mayBeCookies: client.scope.includes(ACCOUNT), // which have everything
    ...("mustBeLinked" in account && { spend: (tx) => linkIdentity(tx, identity, linking) }),
  });
}
