import { expect } from "@playwright/test";
import { decodeJwt } from "jose";
import { data, HttpClient, sendBytes, signUp } from "./fixtures/http";
import {
  ALL,
  APP,
  ask,
  basic,
  basicOf,
  bearer,
  byPassword,
  call,
  DEVICE_CODE,
  errorOf,
  SERVICE,
  TOKEN,
  type Tokens,
  programTest as test,
  tokensFor,
} from "./fixtures/programs";
import { PASSWORD } from "./fixtures/test";

test("a password gives tokens that open what was asked for, by the form or as HTTP Basic", async ({ server }) => {
  const { email, user } = await signUp(server.url);
  for (const answer of [
    await ask(server, byPassword(email)),
    await ask(server, { grant_type: "password" }, basicOf(email, PASSWORD)),
    await ask(server, byPassword(email, { client_id: "cli", scope: "" })),
  ]) {
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ "cache-control": "private, no-store", pragma: "no-cache" });
    expect(answer.setCookies).toEqual([]);
    const tokens = data<Tokens>(answer);
    expect(tokens).toEqual({
      access_token: expect.any(String),
      token_type: "Bearer",
      expires_in: expect.any(Number),
      scope: "profile:read sessions:read",
      refresh_token: expect.any(String),
    });
    expect(tokens.expires_in).toBeGreaterThan(260);
    expect(tokens.expires_in).toBeLessThanOrEqual(300);
    expect(decodeJwt(tokens.access_token)).toMatchObject({ client_id: "cli", scope: tokens.scope, sub: user.id });
    expect(data(await call(server, tokens.access_token))).toMatchObject({ user: { id: user.id } });
  }
});

test("each refusal is the RFC's", async ({ server }) => {
  const { email } = await signUp(server.url);
  const refusals: [string, Record<string, string>, Record<string, string>, number, string][] = [
    ["no grant", {}, {}, 400, "invalid_request"],
    ["an empty grant", { grant_type: "" }, {}, 400, "invalid_request"],
    ["an unknown grant", { grant_type: "authorization_code" }, {}, 400, "unsupported_grant_type"],
    ["a grant that is off", { grant_type: "wxapp", code: "x" }, {}, 400, "unsupported_grant_type"],
    ["no name", { grant_type: "password", password: PASSWORD }, {}, 400, "invalid_request"],
    ["no password", { grant_type: "password", username: email }, {}, 400, "invalid_request"],
    ["a wrong password", byPassword(email, { password: "wrong" }), {}, 400, "invalid_grant"],
    ["nobody", byPassword("nobody@example.com"), {}, 400, "invalid_grant"],
    ["no address", byPassword("nobody"), {}, 400, "invalid_grant"],
    ["two passwords", { grant_type: "password", password: PASSWORD }, basicOf(email, PASSWORD), 400, "invalid_request"],
    ["an unknown client", byPassword(email, { client_id: "unknown" }), {}, 401, "invalid_client"],
    ["the browsers' client", byPassword(email, { client_id: "hufu" }), {}, 401, "invalid_client"],
    ["a client without its secret", byPassword(email, { client_id: APP.id }), {}, 401, "invalid_client"],
    ["a client with a wrong secret", byPassword(email), basic({ id: APP.id, secret: "x" }), 401, "invalid_client"],
    ["a public client with a secret", byPassword(email), basic({ id: "cli", secret: "x" }), 401, "invalid_client"],
    [
      "a secret in the form",
      byPassword(email, { client_id: APP.id, client_secret: APP.secret }),
      {},
      400,
      "invalid_request",
    ],
    ["both", byPassword(email, { client_secret: APP.secret }), basic(APP), 400, "invalid_request"],
    ["two clients", byPassword(email, { client_id: "cli" }), basic(APP), 400, "invalid_request"],
    ["a client without this grant", byPassword(email), basic(SERVICE), 400, "unauthorized_client"],
    ["Basic that is no base64", { grant_type: "password" }, { authorization: "Basic a*b" }, 400, "invalid_request"],
    ["Basic without a colon", { grant_type: "password" }, { authorization: "Basic eA==" }, 400, "invalid_request"],
    ["Basic that is no UTF-8", { grant_type: "password" }, { authorization: "Basic //86eA==" }, 400, "invalid_request"],
    ["an escape that is none", byPassword(email), { authorization: "Basic JTp4" }, 400, "invalid_request"],
    ["an unknown scope", byPassword(email, { scope: "everything" }), {}, 400, "invalid_scope"],
    ["a scope that the client may not have", byPassword(email, { scope: "account" }), {}, 400, "invalid_scope"],
    ["a permission that the person has not", byPassword(email, { scope: "admin" }), {}, 400, "invalid_scope"],
    ["an unknown way to renew", byPassword(email, { renewable: "x" }), {}, 400, "invalid_request"],
    ["a browser's page", byPassword(email), { origin: server.url }, 400, "invalid_request"],
    ["no refresh token", { grant_type: "refresh_token" }, {}, 400, "invalid_request"],
    ["no such refresh token", { grant_type: "refresh_token", refresh_token: "x" }, {}, 400, "invalid_grant"],
    ["no device code", { grant_type: DEVICE_CODE }, {}, 400, "invalid_request"],
    ["no such device code", { grant_type: DEVICE_CODE, device_code: "x" }, {}, 400, "invalid_grant"],
  ];
  for (const [what, form, headers, status, error] of refusals) {
    const answer = await ask(server, form, headers);
    expect(errorOf(answer), what).toEqual([status, error]);
    expect(answer.headers["cache-control"], what).toBe("private, no-store");
    if (status === 401) expect(answer.headers["www-authenticate"], what).toMatch(/^Basic /);
    const { error_description: description } = data<{ error_description: string }>(answer);
    expect(description, what).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/); // RFC 6749 §5.2
    expect(answer.text, what).not.toContain(PASSWORD);
  }
});

test("a body that is no form, or says something twice, is refused as the RFC says", async ({ server }) => {
  const client = new HttpClient(server.url);
  const form = "application/x-www-form-urlencoded";
  const bodies: [string, string | undefined][] = [
    [JSON.stringify({ grant_type: "password" }), "application/json"],
    ["grant_type=password", "text/plain"],
    ["grant_type=password", undefined],
    ["grant_type=password&grant_type=password", form],
    ["grant_type=%ff", form],
    [`grant_type=password&x=${"x".repeat(20_000)}`, form],
  ];
  for (const [raw, type] of bodies) {
    const answer = await client.post(TOKEN, { raw, headers: { "content-type": type } });
    expect(errorOf(answer), raw.slice(0, 60)).toEqual([400, "invalid_request"]);
  }
  const get = await client.get(`${TOKEN}?grant_type=password`);
  expect([get.status, get.headers.allow]).toEqual([405, "POST"]);
  const twice = `POST ${TOKEN} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: ${form}\r\nContent-Length: 19\r\n`;
  const both = await sendBytes(
    server.url,
    `${twice}Authorization: Basic eDp5\r\nAuthorization: Bearer x\r\n\r\ngrant_type=password`,
  );
  expect(both).toMatch(/^HTTP\/1\.1 400 [\s\S]*"error":"invalid_request"/);
});

test("cookies count for nothing at the token endpoint, and another site's page is refused", async ({ server }) => {
  const { client, email } = await signUp(server.url);
  const before = client.cookies;
  const answer = await client.post(TOKEN, { form: byPassword(email), headers: { "sec-fetch-site": undefined } });
  expect([answer.status, answer.setCookies, client.cookies]).toEqual([200, [], before]);
  expect((await client.get("/api/auth/me")).status).toBe(200); // the browser's session stays
  const foreign = await ask(server, byPassword(email), { "sec-fetch-site": "cross-site" });
  expect(foreign.status).toBe(403);
});

test("a registered client gets what it is registered for, everything if that is so", async ({ server }) => {
  const { email } = await signUp(server.url);
  const answer = await ask(server, byPassword(email, { scope: "account" }), basic(APP));
  const { access_token, scope } = data<Tokens>(answer);
  expect(scope).toBe("account");
  expect((await call(server, access_token, "/api/auth/tokens")).status).toBe(200);
  const nothing = data<Tokens>(await ask(server, byPassword(email), basic(ALL)));
  expect(nothing.scope).toBe("profile:read sessions:read"); // of everything too
  const events = data<Tokens>(await ask(server, byPassword(email, { scope: "events:read" }), basic(ALL)));
  expect([events.scope, events.refresh_token]).toEqual(["events:read", undefined]); // which it is not registered for
  expect(errorOf(await ask(server, byPassword(email, { scope: "admin" }), basic(ALL)))).toEqual([400, "invalid_scope"]);
  const narrow = await tokensFor(server, email);
  const refused = await call(server, narrow.access_token, "/api/auth/tokens");
  expect(refused.status).toBe(403);
  expect(refused.headers["www-authenticate"]).toBe('Bearer realm="hufu", error="insufficient_scope", scope="account"');
  expect(data(refused)).toMatchObject({ type: "urn:hufu:problem:insufficient-scope", scope: "account" });
});

test("tokens come in a header or in cookies to those who prefer it", async ({ server }) => {
  const { email } = await signUp(server.url);
  const inHeader = await ask(server, byPassword(email), { prefer: 'respond-async, token-delivery="header"; x=1' });
  expect(inHeader.headers["preference-applied"]).toBe("token-delivery=header");
  expect(data(inHeader)).toEqual({
    token_type: "Bearer",
    expires_in: expect.any(Number),
    scope: "profile:read sessions:read",
    refresh_token: expect.any(String),
  });
  const [, token = ""] = /^Bearer (.+)$/.exec(inHeader.headers.authorization ?? "") ?? [];
  expect((await call(server, token)).status).toBe(200);

  const program = new HttpClient(server.url);
  const inCookies = await program.post(TOKEN, {
    form: byPassword(email),
    headers: { "sec-fetch-site": undefined, prefer: "token-delivery=cookie" },
  });
  expect(data(inCookies)).toEqual({ expires_in: expect.any(Number), scope: "account" });
  expect(inCookies.headers["preference-applied"]).toBe("token-delivery=cookie");
  expect((await program.get("/api/auth/me")).status).toBe(200);
  expect(
    errorOf(await ask(server, { grant_type: "refresh_token", refresh_token: program.jar.get("hufu-refresh") ?? "" })),
  ).toEqual([400, "invalid_grant"]);
  expect((await program.post("/api/auth/refresh")).status).toBe(200); // and nothing was spent by that
  // What is in cookies has everything: who asks for less gets it as a program does.
  const less = await ask(server, byPassword(email, { scope: "profile:read" }), { prefer: "token-delivery=cookie" });
  expect([less.setCookies, less.headers["preference-applied"]]).toEqual([[], undefined]);
  expect(data(less)).toMatchObject({ scope: "profile:read", access_token: expect.any(String) });
});

test("a session stays with the way it was made", async ({ server }) => {
  const { client, email } = await signUp(server.url);
  const ofCookies = client.jar.get("hufu-access") ?? "";
  const stolen = await call(server, ofCookies);
  expect([stolen.status, stolen.headers["www-authenticate"]]).toEqual([
    401,
    'Bearer realm="hufu", error="invalid_token"',
  ]);
  const { access_token, refresh_token = "" } = await tokensFor(server, email);
  const planted = new HttpClient(server.url);
  planted.jar.set("hufu-access", access_token);
  expect((await planted.get("/api/auth/me")).status).toBe(401);
  planted.jar.set("hufu-access", access_token).set("hufu-refresh", refresh_token);
  expect((await planted.copy().get("/account")).status).toBe(307);
  expect((await planted.copy().post("/api/auth/refresh")).status).toBe(401);
  expect((await call(server, access_token)).status).toBe(200); // and nothing was spent by that

  const both = await client.get("/api/auth/me", { headers: bearer(access_token) });
  expect([both.status, data(both).type]).toEqual([400, "urn:hufu:problem:two-credentials"]);
  expect(both.headers["www-authenticate"]).toBe('Bearer realm="hufu", error="invalid_request"');
});

test("two tokens, two schemes, or a token in the address are one refusal", async ({ server }) => {
  const { email } = await signUp(server.url);
  const { access_token: token } = await tokensFor(server, email);
  const send = (lines: string, query = "") =>
    sendBytes(server.url, `GET /api/auth/me${query} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${lines}\r\n`);
  const line = `Authorization: Bearer ${token}\r\n`;
  expect(await send(line)).toMatch(/^HTTP\/1\.1 200 /);
  for (const [lines, query] of [
    [line + line, ""],
    [`${line}Authorization: Basic eDp5\r\n`, ""],
    [`Authorization: Basic eDp5\r\n${line}`, ""],
    [`Authorization: Bearer ${token}, Bearer ${token}\r\n`, ""],
    [line, `?access_token=${token}`],
    ["", `?access_token=${token}`],
  ] as const) {
    const answer = await send(lines, query);
    expect(answer, lines.replaceAll(token, "…")).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('error="invalid_request"');
    expect(answer).not.toContain(token);
  }
  for (const malformed of ["Bearer", "Bearer ", `Bearer ${token} x`, "Bearer *", `Bearer ${token}x`]) {
    expect(await send(`Authorization: ${malformed}\r\n`), malformed.slice(0, 20)).toMatch(
      /^HTTP\/1\.1 401 [\s\S]*invalid_token/,
    );
  }
  expect(await send("Authorization: Basic eDp5\r\n")).toMatch(/^HTTP\/1\.1 401 /); // a reverse proxy's own, perhaps
});

test("a program is a device in the list, with what it may, and is refused at once when it is signed out", async ({
  server,
}) => {
  const { client, email } = await signUp(server.url);
  const tokens = await tokensFor(server, email, { scope: "profile:read" });
  const { sid } = decodeJwt(tokens.access_token);
  const listed = data<{ sessions: object[] }>(await client.get("/api/auth/sessions")).sessions;
  expect(listed).toContainEqual(
    expect.objectContaining({ id: sid, current: false, kind: "program", clientId: "cli", scope: "profile:read" }),
  );
  expect((await client.send("DELETE", `/api/auth/sessions/${sid}`)).status).toBe(204);
  const refused = await call(server, tokens.access_token);
  expect([refused.status, refused.headers["www-authenticate"]]).toEqual([
    401,
    'Bearer realm="hufu", error="invalid_token"',
  ]);
  expect(
    errorOf(await ask(server, { grant_type: "refresh_token", refresh_token: tokens.refresh_token ?? "" })),
  ).toEqual([400, "invalid_grant"]);
  const own = await tokensFor(server, email);
  expect((await call(server, own.access_token, "/api/auth/sign-out", "POST")).status).toBe(204);
  expect((await call(server, own.access_token)).status).toBe(401);
});
