import { expect } from "@playwright/test";
import { execute, query } from "./fixtures/database";
import { data, HttpClient, signIn, signUp } from "./fixtures/http";
import {
  APP,
  ask,
  basic,
  call,
  DEVICE_CODE,
  errorOf,
  GATEWAY,
  SERVICE,
  type Tokens,
  programTest as test,
  tokensFor,
} from "./fixtures/programs";
import type { HufuServer } from "./fixtures/server";
import { PASSWORD } from "./fixtures/test";

const REVOKE = "/api/auth/revoke";
const INTROSPECT = "/api/auth/introspect";
const PERSONAL_TOKEN = /^hufu_pat_[0-9A-Za-z]{38}$/;

const post = (server: HufuServer, path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  new HttpClient(server.url).post(path, { form, headers: { "sec-fetch-site": undefined, ...headers } });

async function makeToken(client: HttpClient, more: object = {}): Promise<{ id: string; token: string }> {
  const json = { name: "Backup", scopes: ["profile:read", "sessions:read"], ...more };
  const answer = await client.post("/api/auth/tokens", { json });
  expect(answer.status, answer.text).toBe(201);
  return data(answer);
}

test("who may take a token back, and who may ask about one", async ({ server }) => {
  const { client, email } = await signUp(server.url);
  const { access_token: token } = await tokensFor(server, email);
  const cookie = client.jar.get("hufu-access") ?? "";
  const refusals: [string, string, Record<string, string>, Record<string, string>, number, string][] = [
    ["no token", REVOKE, {}, {}, 400, "invalid_request"],
    ["no token", INTROSPECT, {}, basic(SERVICE), 400, "invalid_request"],
    ["an unknown client", REVOKE, { token, client_id: "x" }, {}, 401, "invalid_client"],
    ["a wrong secret", REVOKE, { token }, basic({ ...APP, secret: "x" }), 401, "invalid_client"],
    ["another client's", REVOKE, { token }, basic(APP), 400, "invalid_grant"],
    ["a browser's", REVOKE, { token: cookie }, {}, 400, "invalid_grant"],
    ["nobody", INTROSPECT, { token }, {}, 401, "invalid_client"],
    ["a public client", INTROSPECT, { token, client_id: "cli" }, {}, 401, "invalid_client"],
    ["a wrong secret", INTROSPECT, { token }, basic({ ...SERVICE, secret: "x" }), 401, "invalid_client"],
    ["a client that may not", INTROSPECT, { token }, basic(APP), 400, "unauthorized_client"],
    ["a person", INTROSPECT, { token }, { cookie: client.cookies }, 401, "invalid_client"],
  ];
  for (const [what, path, form, headers, status, error] of refusals) {
    expect(errorOf(await post(server, path, form, headers)), `${what}: ${path}`).toEqual([status, error]);
  }
  expect((await call(server, token)).status).toBe(200);
  expect((await client.get("/api/auth/me")).status).toBe(200);
  const good = await post(server, REVOKE, { token, token_type_hint: "refresh_token" });
  expect([good.status, good.text]).toEqual([200, ""]);
  expect((await call(server, token)).status).toBe(401);
  expect((await post(server, REVOKE, { token: "no token of ours" })).status).toBe(200);
});

test("introspection tells what a token is worth now, whichever it is, and no more of one that is worth nothing", async ({
  server,
}) => {
  const { client, email, user, session } = await signUp(server.url);
  const tell = async (token: string) => data(await post(server, INTROSPECT, { token }, basic(SERVICE)));
  const cookie = client.jar.get("hufu-access") ?? "";
  const browser = await tell(cookie);
  expect(browser).toMatchObject({ active: true, client_id: "hufu", sid: session.id, scope: "account" });
  expect(browser).not.toHaveProperty("token_type"); // it is good in its cookie
  const { token, id } = await makeToken(client);
  expect((await call(server, token)).status).toBe(200);
  expect(await tell(token)).toMatchObject({ active: true, sub: user.id, scope: "profile:read sessions:read" });
  expect((await client.get("/api/auth/tokens")).text).toContain('"lastIp":"127.0.0.1"');
  const { access_token } = await tokensFor(server, email);
  expect(await tell(access_token)).toMatchObject({ active: true, client_id: "cli", amr: ["pwd"], aud: server.url });
  const asked = { grant_type: "password", username: email, password: PASSWORD };
  const { refresh_token: own = "" } = data<Tokens>(await ask(server, asked, basic(GATEWAY)));
  expect(await tell(own)).toEqual({ active: false }); // another client's, which opens nothing here
  expect(data(await post(server, INTROSPECT, { token: own }, basic(GATEWAY)))).toMatchObject({
    active: true,
    sub: user.id,
    client_id: GATEWAY.id,
  });
  expect((await client.send("DELETE", `/api/auth/tokens/${id}`)).status).toBe(204);
  await client.post("/api/auth/sessions/revoke-others");
  for (const dead of [token, access_token, `${cookie}x`, "", "hufu_pat_x"].filter(Boolean)) {
    expect(await tell(dead)).toEqual({ active: false });
  }
});

test("a personal token does what it may, shows its use, and is refused at once when it is taken back", async ({
  server,
}) => {
  const { client, email, user } = await signUp(server.url);
  const { id, token } = await makeToken(client);
  expect(token).toMatch(PERSONAL_TOKEN);
  const me = data(await call(server, token));
  expect(me).toEqual({
    user: { id: user.id },
    session: {
      id,
      expiresAt: null,
      authTime: expect.any(String),
      method: "personal_token",
      scope: "profile:read sessions:read",
    },
  });
  expect((await call(server, token, "/api/auth/sessions")).status).toBe(200);
  expect((await call(server, token, "/api/auth/profile")).status).toBe(200);
  for (const [method, path] of [
    ["PATCH", "/api/auth/profile"],
    ["GET", "/api/auth/events"],
    ["POST", "/api/auth/sessions/revoke-all"],
    ["GET", "/api/auth/tokens"],
    ["POST", "/api/auth/tokens"],
    ["GET", "/api/auth/export"],
    ["POST", "/api/auth/change-password"],
    ["DELETE", "/api/auth/account"],
  ] as const) {
    const refused = await call(server, token, path, method);
    expect([refused.status, refused.headers["www-authenticate"]], path).toEqual([
      403,
      expect.stringContaining('error="insufficient_scope"'),
    ]);
  }
  const listed = data<{ tokens: object[] }>(await client.get("/api/auth/tokens")).tokens;
  expect(listed).toEqual([
    {
      id,
      name: "Backup",
      scope: "profile:read sessions:read",
      createdAt: expect.any(String),
      expiresAt: null,
      lastUsedAt: expect.any(String),
      lastIp: "127.0.0.1",
    },
  ]);
  expect(JSON.stringify(await query(server, `select * from "PersonalToken"`))).not.toContain(token.slice(9));
  const stranger = await signUp(server.url);
  expect((await stranger.client.send("DELETE", `/api/auth/tokens/${id}`)).status).toBe(404);
  expect((await client.send("DELETE", `/api/auth/tokens/${id}`)).status).toBe(204);
  expect((await call(server, token)).status).toBe(401);
  expect((await client.send("DELETE", `/api/auth/tokens/${id}`)).status).toBe(404);
  for (const wrong of [`${token.slice(0, -1)}!`, `${token}x`, "hufu_pat_", `hufu_pat_${"0".repeat(38)}`]) {
    expect((await call(server, wrong)).status, wrong).toBe(401);
  }
  const own = await makeToken(client);
  expect((await post(server, REVOKE, { token: own.token })).status).toBe(200);
  expect((await call(server, own.token)).status).toBe(401);
  expect(email).toBeTruthy();
});

test("a personal token ends with everywhere and by its time, not with the other devices", async ({ server }) => {
  const { client, email, session } = await signUp(server.url);
  const expiresAt = new Date(Date.parse(session.authTime) + 86_400_000).toISOString(); // by the clock of this server
  const [timed, lasting] = [await makeToken(client, { expiresAt }), await makeToken(client)];
  expect(data(await call(server, timed.token))).toMatchObject({ session: { expiresAt } });
  await signIn(server.url, email);
  expect(data(await client.post("/api/auth/sessions/revoke-others"))).toEqual({ revoked: 1 });
  expect((await call(server, lasting.token)).status).toBe(200);
  await client.post("/api/auth/sessions/revoke-all");
  for (const { token } of [timed, lasting]) expect((await call(server, token)).status).toBe(401);
  const again = await signIn(server.url, email);
  const late = await makeToken(again.client, { expiresAt });
  await execute(server, `update "PersonalToken" set "expiresAt" = "createdAt" where id = '${late.id}'`);
  expect((await call(server, late.token)).status).toBe(401);
});

test("what is asked of a new personal token must be sound", async ({ server }) => {
  const { client } = await signUp(server.url);
  const bad: [object, number, string | null][] = [
    [{}, 422, "name"],
    [{ name: " ", scopes: ["profile:read"] }, 422, "name"],
    [{ name: "x".repeat(101), scopes: ["profile:read"] }, 422, "name"],
    [{ name: "x", scopes: [] }, 422, "scopes"],
    [{ name: "x", scopes: ["account"] }, 422, "scopes"],
    [{ name: "x", scopes: "profile:read" }, 422, "scopes"],
    [{ name: "x", scopes: ["profile:read"], expiresAt: "tomorrow" }, 422, "expiresAt"],
    [{ name: "x", scopes: ["profile:read"], expiresAt: "2020-01-01T00:00:00Z" }, 422, "expiresAt"],
    [{ name: "x", scopes: ["admin"] }, 403, null],
  ];
  for (const [json, status, field] of bad) {
    const answer = await client.post("/api/auth/tokens", { json });
    expect(answer.status, JSON.stringify(json)).toBe(status);
    if (field) expect(Object.keys(data<{ errors: object }>(answer).errors)).toContain(field);
  }
  expect(data(await client.get("/api/auth/tokens"))).toEqual({ tokens: [] });
  expect((await new HttpClient(server.url).get("/api/auth/tokens")).status).toBe(401);
});

test("a program that nobody knows may not ask for a permission by a code", async ({ server }) => {
  for (const scope of ["admin", "profile:read admin", "account"]) {
    expect(errorOf(await post(server, "/api/auth/device", { scope })), scope).toEqual([400, "invalid_scope"]);
  }
});

test("codes that nobody waits with are counted, and after ten nothing is looked up", async ({ server }) => {
  const { client } = await signUp(server.url);
  const begun = data<{ user_code: string }>(await post(server, "/api/auth/device", {}));
  const decide = (user_code: string) => client.post("/api/auth/device/decision", { json: { user_code, allow: true } });
  for (let i = 0; i < 10; i++) expect((await decide(i % 2 ? "BCDF-GHJK" : "nonsense")).status).toBe(404);
  const refused = await decide(begun.user_code);
  expect([refused.status, Number(refused.headers["retry-after"])]).toEqual([429, expect.any(Number)]);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(500);
  const page = await client.get(`/device?user_code=${begun.user_code}`);
  expect([page.status, page.text.includes("Too often"), page.text.includes("wants to be let in")]).toEqual([
    200,
    false,
    false,
  ]);
  const guesser = await signUp(server.url);
  const guesses = await Promise.all(
    Array.from({ length: 40 }, () =>
      guesser.client.copy().post("/api/auth/device/decision", { json: { user_code: "BCDF-GHJK", allow: true } }),
    ),
  );
  expect(guesses.filter(({ status }) => status === 404)).toHaveLength(10);
  const other = await signUp(server.url);
  const spelling = begun.user_code.toLowerCase().replace("-", " ");
  expect(
    data(await other.client.post("/api/auth/device/decision", { json: { user_code: spelling, allow: true } })),
  ).toEqual({ allowed: true });
});

test("a consent does not outlive a change of the password, nor is it given without a session", async ({ server }) => {
  const { client } = await signUp(server.url);
  const begin = async () =>
    data<{ user_code: string; device_code: string }>(await post(server, "/api/auth/device", {}));
  const { user_code, device_code } = await begin();
  const asks = { json: { user_code, allow: true } };
  expect((await new HttpClient(server.url).post("/api/auth/device/decision", asks)).status).toBe(401);
  const foreign = await client.post("/api/auth/device/decision", {
    ...asks,
    headers: { "sec-fetch-site": "cross-site" },
  });
  expect(foreign.status).toBe(403);
  expect((await client.post("/api/auth/device/decision", asks)).status).toBe(200);
  expect((await client.post("/api/auth/device/decision", asks)).status).toBe(404);
  const changed = await client.post("/api/auth/change-password", {
    json: { current: PASSWORD, password: "another correct horse battery" },
  });
  expect(changed.status).toBe(200);
  expect(errorOf(await ask(server, { grant_type: DEVICE_CODE, device_code }))).toEqual([400, "access_denied"]);
  const mine = await begin();
  await client.post("/api/auth/device/decision", { json: { user_code: mine.user_code, allow: true } });
  const stolen = await ask(server, { grant_type: DEVICE_CODE, device_code: mine.device_code, client_id: "unknown" });
  expect(errorOf(stolen)).toEqual([401, "invalid_client"]);
});
