import { expect } from "@playwright/test";
import * as oauth from "oauth4webapi";
import * as openid from "openid-client";
import { type HttpClient, signUp } from "./fixtures/http";
import { DEVICE_CODE, SERVICE, programTest as test } from "./fixtures/programs";
import type { HufuServer } from "./fixtures/server";
import { PASSWORD } from "./fixtures/test";

/** The servers of these tests speak http, which these clients refuse unless they are told that it is known. */
const insecure = { [oauth.allowInsecureRequests]: true };
const cli = { client_id: "cli" };
const service = { client_id: SERVICE.id };
const asService = oauth.ClientSecretBasic(SERVICE.secret);

/** Lets a program in, as the page at /device does. */
async function decide(browser: HttpClient, user_code: string, allow: boolean): Promise<void> {
  const answer = await browser.post("/api/auth/device/decision", { json: { user_code, allow } });
  expect(answer.status, answer.text).toBe(200);
}

async function discover(server: HufuServer): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(server.url);
  const response = await oauth.discoveryRequest(issuer, { algorithm: "oauth2", ...insecure });
  return oauth.processDiscoveryResponse(issuer, response);
}

const introspect = async (as: oauth.AuthorizationServer, token: string) =>
  oauth.processIntrospectionResponse(
    as,
    service,
    await oauth.introspectionRequest(as, service, asService, token, insecure),
  );

const revoke = async (as: oauth.AuthorizationServer, token: string) =>
  oauth.processRevocationResponse(await oauth.revocationRequest(as, cli, oauth.None(), token, insecure));

/** The error of a refused request, as the client makes it out. */
const errorOf = (refused: Promise<unknown>) =>
  refused.then(
    () => null,
    (error: unknown) => (error instanceof oauth.ResponseBodyError ? error.error : error),
  );

test("oauth4webapi: password, refresh, introspection and revocation", async ({ server }) => {
  const { email, user, session } = await signUp(server.url);
  const as = await discover(server);
  const ask = async (grant: string, parameters: Record<string, string>) => {
    const response = await oauth.genericTokenEndpointRequest(as, cli, oauth.None(), grant, parameters, insecure);
    return oauth.processGenericTokenEndpointResponse(as, cli, response);
  };
  const first = await ask("password", { username: email, password: PASSWORD, scope: "profile:read" });
  expect(first.scope).toBe("profile:read");
  expect(await errorOf(ask("password", { username: email, password: "wrong" }))).toBe("invalid_grant");
  expect(await errorOf(ask("password", { username: email, password: PASSWORD, scope: "x" }))).toBe("invalid_scope");
  expect(await errorOf(ask("nothing", {}))).toBe("unsupported_grant_type");

  const me = new URL("/api/auth/me", server.url);
  const request = new Request(me, { headers: { authorization: `Bearer ${first.access_token}` } });
  const skew = Date.parse(session.authTime) - Date.now(); // the clock of this server has been moved
  const claims = await oauth.validateJwtAccessToken(as, request, server.url, {
    ...insecure,
    [oauth.clockSkew]: Math.round(skew / 1000),
    signingAlgorithms: ["Ed25519", "EdDSA"],
  });
  expect(claims).toMatchObject({ sub: user.id, client_id: "cli", scope: "profile:read" });

  const response = await oauth.refreshTokenGrantRequest(as, cli, oauth.None(), first.refresh_token ?? "", insecure);
  const second = await oauth.processRefreshTokenResponse(as, cli, response);
  expect(second.refresh_token).not.toBe(first.refresh_token);
  const told = await introspect(as, second.access_token);
  expect(told).toMatchObject({ active: true, sub: user.id, client_id: "cli", scope: "profile:read", iss: server.url });
  expect(await introspect(as, second.refresh_token ?? "")).toEqual({ active: false }); // which opens nothing here
  expect(await introspect(as, first.refresh_token ?? "")).toEqual({ active: false });
  expect(await introspect(as, "unknown")).toEqual({ active: false });

  await revoke(as, "unknown");
  await revoke(as, second.refresh_token ?? "");
  await revoke(as, second.refresh_token ?? "");
  for (const token of [second.access_token, second.refresh_token ?? ""]) {
    expect(await introspect(as, token)).toEqual({ active: false });
  }
  const refused = oauth.protectedResourceRequest(second.access_token, "GET", me, undefined, undefined, insecure);
  await expect(refused).rejects.toBeInstanceOf(oauth.WWWAuthenticateChallengeError);
  const wrong = oauth.introspectionRequest(as, service, oauth.ClientSecretBasic("wrong"), "x", insecure);
  const answer = oauth.processIntrospectionResponse(as, service, await wrong);
  await expect(answer).rejects.toBeInstanceOf(oauth.WWWAuthenticateChallengeError);
});

test("oauth4webapi: a device's code, asked for too fast, allowed, used once; denied; expired", async ({ server }) => {
  const { client: browser, user, session } = await signUp(server.url);
  const as = await discover(server);
  const begin = async (scope = "profile:read") => {
    const asked = await oauth.deviceAuthorizationRequest(as, cli, oauth.None(), { scope }, insecure);
    return oauth.processDeviceAuthorizationResponse(as, cli, asked);
  };
  const poll = async (code: string) => {
    const response = await oauth.deviceCodeGrantRequest(as, cli, oauth.None(), code, insecure);
    return oauth.processDeviceCodeResponse(as, cli, response);
  };
  const { device_code: code, user_code, interval, verification_uri_complete } = await begin();
  expect(verification_uri_complete).toBe(`${server.url}/device?user_code=${user_code}`);
  expect(interval).toBe(5);
  expect(await errorOf(poll(code))).toBe("authorization_pending");
  expect(await errorOf(poll(code))).toBe("slow_down");
  await server.advance({ seconds: 5 });
  expect(await errorOf(poll(code))).toBe("slow_down"); // ten seconds by now
  await server.advance({ seconds: 16 });
  expect(await errorOf(poll(code))).toBe("authorization_pending");
  await decide(browser, user_code, true);
  const answers = await Promise.allSettled([poll(code), poll(code), poll(code)]);
  const good = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  expect(good).toHaveLength(1);
  expect(good[0]?.scope).toBe("profile:read");
  const told = await introspect(as, good[0]?.access_token ?? "");
  // The person has signed in when they did, and not when they let the program in.
  expect(told).toMatchObject({ active: true, sub: user.id, auth_time: Date.parse(session.authTime) / 1000 });
  expect(await errorOf(poll(code))).toBe("invalid_grant");

  const denied = await begin();
  await decide(browser, denied.user_code, false);
  expect(await errorOf(poll(denied.device_code))).toBe("access_denied");
  const late = await begin();
  await server.advance({ seconds: 600 });
  expect(await errorOf(poll(late.device_code))).toBe("expired_token");
  expect(await errorOf(begin("account"))).toBe("invalid_scope");
});

test("openid-client: discovery, device, refresh, a call, introspection and revocation", async ({ server }) => {
  const { client: browser, user } = await signUp(server.url);
  const options: openid.DiscoveryRequestOptions = { algorithm: "oauth2", execute: [openid.allowInsecureRequests] };
  const config = await openid.discovery(new URL(server.url), "cli", undefined, openid.None(), options);
  expect(config.serverMetadata().grant_types_supported).toContain(DEVICE_CODE);
  const begun = await openid.initiateDeviceAuthorization(config, { scope: "profile:read sessions:read" });
  await decide(browser, begun.user_code, true);
  const first = await openid.pollDeviceAuthorizationGrant(config, begun);
  const second = await openid.refreshTokenGrant(config, first.refresh_token ?? "");
  const url = new URL("/api/auth/me", server.url);
  const me = await openid.fetchProtectedResource(config, second.access_token, url, "GET");
  expect(await me.json()).toMatchObject({ user: { id: user.id }, session: { method: "device_code" } });

  const asked = openid.ClientSecretBasic(SERVICE.secret);
  const services = await openid.discovery(new URL(server.url), SERVICE.id, undefined, asked, options);
  const told = await openid.tokenIntrospection(services, second.access_token);
  expect(told).toMatchObject({ active: true, sub: user.id, client_id: "cli" });
  await openid.tokenRevocation(config, second.access_token);
  expect(await openid.tokenIntrospection(services, second.access_token)).toEqual({ active: false });
  const refused = openid.fetchProtectedResource(config, second.access_token, url, "GET");
  await expect(refused).rejects.toBeInstanceOf(openid.WWWAuthenticateChallengeError);
  await expect(openid.refreshTokenGrant(config, second.refresh_token ?? "")).rejects.toMatchObject({
    error: "invalid_grant",
  });
});
