import { expect } from "@playwright/test";
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { type Answer, data, HttpClient, newEmail, signIn, signUp } from "./fixtures/http";
import { PASSWORD, test } from "./fixtures/test";

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const SESSION = ["authTime", "expiresAt", "id", "method", "scope"];
const LISTED = "browser clientId createdAt current expiresAt id ip kind lastSeenAt method name os place scope".split(
  " ",
);
const ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Lax";

const keys = (value: object) => Object.keys(value).sort();

function expectTimes(value: object, ...names: string[]): void {
  for (const name of names) expect(Reflect.get(value, name), name).toMatch(ISO);
}

function expectPrivateJson(answer: Answer, status: number): void {
  expect(answer.status).toBe(status);
  expect(answer.headers["content-type"]).toBe("application/json");
  expect(answer.headers["cache-control"]).toBe("private, no-store");
}

/** Attributes of each cookie that was set, by name. */
const attributes = ({ setCookies }: Answer) =>
  Object.fromEntries(setCookies.map((cookie) => [cookie.split("=")[0], cookie.replace(/^[^;]*/, "")]));

test("sign-up opens a session: 201, user, session and three cookies", async ({ server }) => {
  const email = newEmail();
  const json = { email, password: PASSWORD, name: " Ada  ", role: "admin", id: "chosen" };
  const answer = await new HttpClient(server.url).post("/api/auth/sign-up", { json });
  expectPrivateJson(answer, 201);
  const body = data<{ user: { id: string }; session: object }>(answer);
  expect(keys(body)).toEqual(["session", "user"]);
  expect(body.user).toEqual({ id: expect.stringMatching(/^[\w-]{22}$/), email, name: "Ada" });
  expect(keys(body.session)).toEqual(SESSION);
  expectTimes(body.session, "expiresAt", "authTime");
  expect(body.session).toMatchObject({ method: "password", scope: "account" });
  expect(attributes(answer)).toEqual({
    "hufu-access": ATTRIBUTES,
    "hufu-refresh": ATTRIBUTES,
    "hufu-device": `${ATTRIBUTES}; Max-Age=34560000`,
  });
});

test("sign-in answers 200 and remembers a device for 14 days when asked", async ({ server, person }) => {
  const client = new HttpClient(server.url);
  const json = { email: person.email, password: PASSWORD, remember: true };
  const answer = await client.post("/api/auth/sign-in", { json });
  expectPrivateJson(answer, 200);
  expect(keys(data(answer))).toEqual(["session", "user"]);
  const fortnight = `${ATTRIBUTES}; Max-Age=1209600`;
  expect(attributes(answer)).toMatchObject({ "hufu-access": fortnight, "hufu-refresh": fortnight });
});

test("me, profile, sessions and refresh answer exactly what the contract lists", async ({ server }) => {
  const { client, user, session, email } = await signUp(server.url, { name: "Ada" });
  const me = await client.get("/api/auth/me");
  expectPrivateJson(me, 200);
  expect(data(me)).toMatchObject({ user: { id: user.id }, session: { id: session.id } });
  expect(keys(data<{ user: object }>(me).user)).toEqual(["id"]);
  expect(keys(data<{ session: object }>(me).session)).toEqual(SESSION);

  const profile = await client.get("/api/auth/profile");
  expectPrivateJson(profile, 200);
  const createdAt = expect.stringMatching(ISO);
  expect(data(profile)).toEqual({
    id: user.id,
    email,
    name: "Ada",
    emailVerified: false,
    sessionLimit: null,
    createdAt,
  });

  const list = await client.get("/api/auth/sessions");
  expectPrivateJson(list, 200);
  const { sessions } = data<{ sessions: object[] }>(list);
  expect(keys(data(list))).toEqual(["sessions"]);
  expect(sessions).toHaveLength(1);
  expect(keys(sessions[0] ?? {})).toEqual(LISTED);
  expectTimes(sessions[0] ?? {}, "createdAt", "lastSeenAt", "expiresAt");
  expect(sessions[0]).toMatchObject({ id: session.id, current: true, kind: "program", ip: "127.0.0.1" });

  const refreshed = await client.post("/api/auth/refresh");
  expectPrivateJson(refreshed, 200);
  const body = data<{ session: object; expiresAt: string }>(refreshed);
  expect(keys(body)).toEqual(["expiresAt", "session"]);
  expect(keys(body.session)).toEqual(SESSION);
  expectTimes(body, "expiresAt");
  expect(attributes(refreshed)).toEqual({ "hufu-access": ATTRIBUTES, "hufu-refresh": ATTRIBUTES });
});

test("a session is named, ended, and listed among the ended ones with when and why", async ({ server }) => {
  const { client, email } = await signUp(server.url);
  const phone = await signIn(server.url, email);
  const path = `/api/auth/sessions/${phone.session.id}`;
  const named = await client.send("PATCH", path, { json: { name: "Phone" } });
  expectPrivateJson(named, 200);
  expect(data(named)).toEqual({ id: phone.session.id, name: "Phone" });
  const renamed = await client.post(path, { form: { _method: "patch", name: "My phone" } });
  expect([renamed.status, renamed.headers.location]).toEqual([303, `/account?device=${phone.session.id}&done=named`]);

  const deleted = await client.send("DELETE", path);
  expect([deleted.status, deleted.text]).toEqual([204, ""]);
  expect(deleted.headers["cache-control"]).toBe("private, no-store");
  const answer = await client.get("/api/auth/sessions?ended=1");
  expectPrivateJson(answer, 200);
  const [ended] = data<{ sessions: object[] }>(answer).sessions;
  expect(keys(ended ?? {})).toEqual([...LISTED, "endedAt", "reason"].sort());
  expectTimes(ended ?? {}, "endedAt");
  expect(ended).toMatchObject({ id: phone.session.id, name: "My phone", current: false, reason: "revoked" });
});

test("forms end one session, the others, all, and one's own, and lead back with a 303", async ({ server }) => {
  const { client, email } = await signUp(server.url);
  const [second, third] = [await signIn(server.url, email), await signIn(server.url, email)];
  const one = await client.post(`/api/auth/sessions/${second.session.id}`, { form: { _method: "delete" } });
  expect([one.status, one.headers.location]).toEqual([303, "/account?done=revoked"]);
  const others = await client.post("/api/auth/sessions/revoke-others", { form: {} });
  expect([others.status, others.headers.location]).toEqual([303, "/account?done=revoked-others&count=1"]);
  expect((await third.client.get("/api/auth/me")).status).toBe(401);
  const all = await client.post("/api/auth/sessions/revoke-all", { form: {} });
  expect([all.status, all.headers.location]).toEqual([303, "/login?done=revoked-all&count=1"]);
  expect(attributes(all)).toEqual({
    "hufu-access": `${ATTRIBUTES}; Max-Age=0`,
    "hufu-refresh": `${ATTRIBUTES}; Max-Age=0`,
  });
  const again = await signIn(server.url, email);
  const own = await again.client.post(`/api/auth/sessions/${again.session.id}`, { form: { _method: "delete" } });
  expect([own.status, own.headers.location]).toEqual([303, "/login?done=signed-out"]);
  expect([...again.client.jar.keys()]).toEqual(["hufu-device"]);
});

test("revoke-others and revoke-all say how many; sign-out answers 204 with or without a session", async ({
  server,
}) => {
  const { client, email } = await signUp(server.url);
  await signIn(server.url, email);
  const others = await client.post("/api/auth/sessions/revoke-others");
  expectPrivateJson(others, 200);
  expect(data(others)).toEqual({ revoked: 1 });
  const phone = await signIn(server.url, email);
  const all = await client.post("/api/auth/sessions/revoke-all", { json: {} });
  expectPrivateJson(all, 200);
  expect(data(all)).toEqual({ revoked: 2 });
  expect((await phone.client.get("/api/auth/me")).status).toBe(401);
  for (const signedOut of [await phone.client.post("/api/auth/sign-out"), await client.post("/api/auth/sign-out")]) {
    expect([signedOut.status, signedOut.text]).toEqual([204, ""]);
    expect(keys(attributes(signedOut))).toEqual(["hufu-access", "hufu-refresh"]);
  }
});

test("the published key set verifies an access token and holds no private part", async ({ server }) => {
  const { client, user, session } = await signUp(server.url);
  const answer = await client.get("/.well-known/jwks.json");
  expect(answer.status).toBe(200);
  expect(answer.headers["content-type"]).toBe("application/jwk-set+json");
  expect(answer.setCookies).toEqual([]);
  const jwks = data<JSONWebKeySet>(answer);
  for (const key of jwks.keys) expect(keys(key)).toEqual(["alg", "crv", "kid", "kty", "use", "x"]);
  const token = client.jar.get("hufu-access") ?? "";
  const me = data<{ session: { authTime: string } }>(await client.get("/api/auth/me"));
  const verified = await jwtVerify(token, createLocalJWKSet(jwks), {
    algorithms: ["EdDSA"],
    typ: "at+jwt",
    issuer: server.url,
    audience: server.url,
    currentDate: new Date(me.session.authTime), // the server's clock may be ahead of ours
  });
  expect(keys(verified.protectedHeader)).toEqual(["alg", "kid", "typ"]);
  const claims = "amr aud auth_time client_id exp iat iss jti nbf scope sid sub".split(" ");
  expect(keys(verified.payload)).toEqual(claims);
  expect(verified.payload).toMatchObject({ sub: user.id, sid: session.id, client_id: "hufu", amr: ["pwd"] });
});
