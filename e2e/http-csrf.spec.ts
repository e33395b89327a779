import { expect } from "@playwright/test";
import { snapshot } from "./fixtures/database";
import { type Ask, data, HttpClient, newEmail, signIn, signUp } from "./fixtures/http";
import { PASSWORD, test } from "./fixtures/test";

type Headers = Record<string, string | undefined>;

/** What tells of another site, at a server whose own origin is `origin`. */
function foreignHeaders(origin: string): Headers[] {
  const { port } = new URL(origin);
  const sites = ["cross-site", "same-site", "none", "", "Same-Origin", "same-origin, cross-site", "junk"];
  const origins = [
    "null",
    "",
    "https://evil.example",
    `http://app.localhost:${port}`, // a sub-domain
    `http://localhost:${Number(port) + 1}`,
    "http://localhost",
    `https://localhost:${port}`,
    `${origin}.evil.example`, // the prefix trick
    `${origin}@evil.example`,
    `${origin}/`,
    origin.toUpperCase(),
  ];
  return [
    ...sites.map((site) => ({ "sec-fetch-site": site })),
    // an own Origin does not help against what the browser says of the site
    ...sites.map((site) => ({ "sec-fetch-site": site, origin })),
    ...origins.map((from) => ({ "sec-fetch-site": undefined, origin: from })),
  ];
}

/** Every unsafe route, with a body that would do something. */
const unsafeRequests = (sessionId: string, email: string): [string, string, Ask][] => [
  ["POST", "/api/auth/sign-up", { json: { email: newEmail(), password: PASSWORD } }],
  ["POST", "/api/auth/sign-in", { json: { email, password: PASSWORD } }],
  ["POST", "/api/auth/sign-out", {}],
  ["POST", "/api/auth/refresh", {}],
  ["PATCH", `/api/auth/sessions/${sessionId}`, { json: { name: "Mine" } }],
  ["DELETE", `/api/auth/sessions/${sessionId}`, {}],
  ["POST", "/api/auth/sessions/revoke-others", {}],
  ["POST", "/api/auth/sessions/revoke-all", { json: {} }],
];

const unsafeForms = (sessionId: string, email: string): [string, Record<string, string>][] => [
  ["/api/auth/sign-up", { email: newEmail(), password: PASSWORD }],
  ["/api/auth/sign-in", { email, password: PASSWORD }],
  ["/api/auth/sign-out", {}],
  [`/api/auth/sessions/${sessionId}`, { _method: "patch", name: "Mine" }],
  [`/api/auth/sessions/${sessionId}`, { _method: "delete" }],
  ["/api/auth/sessions/revoke-others", {}],
  ["/api/auth/sessions/revoke-all", {}],
];

test("no unsafe request from another site does anything, with cookies or without", async ({ server }) => {
  const { client, session, email } = await signUp(server.url);
  await signIn(server.url, email);
  const before = await snapshot(server);
  for (const sender of [client, new HttpClient(server.url)]) {
    for (const headers of foreignHeaders(server.url)) {
      for (const [method, path, ask] of unsafeRequests(session.id, email)) {
        const answer = await sender.send(method, path, { ...ask, headers });
        const what = `${method} ${path} ${JSON.stringify(headers)}`;
        expect([answer.status, data(answer).type], what).toEqual([403, "urn:hufu:problem:cross-site"]);
        expect(answer.setCookies, what).toEqual([]);
      }
    }
  }
  expect(await snapshot(server)).toEqual(before);
});

test("no form from another site does anything, and it leaves nothing in the browser", async ({ server }) => {
  const { client, session, email } = await signUp(server.url);
  const before = await snapshot(server);
  for (const headers of foreignHeaders(server.url)) {
    for (const [path, form] of unsafeForms(session.id, email)) {
      const answer = await client.post(path, { form, headers });
      const what = `${path} ${JSON.stringify(headers)}`;
      expect([answer.status, data(answer).type], what).toEqual([403, "urn:hufu:problem:cross-site"]);
      expect(answer.setCookies, what).toEqual([]);
    }
  }
  expect(await snapshot(server)).toEqual(before);
});

test("a request that says nothing of its origin is refused with a cookie, and taken without one", async ({
  server,
}) => {
  const { client, session, email } = await signUp(server.url);
  const before = await snapshot(server);
  const headers = { "sec-fetch-site": undefined };
  for (const [method, path, ask] of unsafeRequests(session.id, email)) {
    expect((await client.send(method, path, { ...ask, headers })).status, path).toBe(403);
  }
  const anyCookie = { ...headers, cookie: "theme=dark" };
  const json = { email, password: PASSWORD };
  expect((await new HttpClient(server.url).post("/api/auth/sign-in", { json, headers: anyCookie })).status).toBe(403);
  expect(await snapshot(server)).toEqual(before);
  expect((await new HttpClient(server.url).post("/api/auth/sign-in", { json, headers })).status).toBe(200);
});

test("an older browser's own requests are known by their Origin", async ({ server }) => {
  const { client, email } = await signUp(server.url);
  await signIn(server.url, email);
  const headers = { "sec-fetch-site": undefined, origin: server.url };
  const answer = await client.post("/api/auth/sessions/revoke-others", { headers });
  expect([answer.status, data(answer)]).toEqual([200, { revoked: 1 }]);
});

test("a safe method changes nothing, whatever it claims to mean", async ({ server }) => {
  const { client, session, email } = await signUp(server.url);
  const before = await snapshot(server);
  const override = { "x-http-method-override": "DELETE", "x-method-override": "DELETE", "x-http-method": "DELETE" };
  const type = { "content-type": "application/x-www-form-urlencoded" };
  for (const [, path] of unsafeRequests(session.id, email)) {
    for (const method of ["GET", "HEAD", "OPTIONS", "PROPFIND"]) {
      const headers = { ...override, ...type, "sec-fetch-site": "cross-site" };
      const answer = await client.send(method, `${path}?_method=delete`, { headers });
      expect(answer.status, `${method} ${path}`).toBe(405);
    }
  }
  // a method in the query of a POST, or in JSON, is none
  const path = `/api/auth/sessions/${session.id}`;
  expect((await client.post(`${path}?_method=delete`, { form: {} })).status).toBe(303);
  expect((await client.post(path, { json: { _method: "delete" } })).status).toBe(405);
  expect((await client.post(path, { form: { _method: "get" } })).headers.location).toMatch(/error=method_not_allowed/);
  const list = await client.post("/api/auth/sessions", { form: { _method: "get" } });
  expect(list.headers.location).toMatch(/error=method_not_allowed/);
  expect(await snapshot(server)).toEqual(before);
});

test("what a cross-site form typed is not in the sign-in form", async ({ server }) => {
  const client = new HttpClient(server.url);
  const form = { email: "attacker@example.com", password: PASSWORD };
  await client.post("/api/auth/sign-in", { form, headers: { "sec-fetch-site": "cross-site" } });
  const refused = "/login?error=invalid_credentials";
  expect((await client.get(refused)).text).not.toContain(form.email);
  await client.post("/api/auth/sign-in", { form });
  expect((await client.get(refused)).text).toContain(form.email); // typed here, it is
  expect((await client.get("/login")).text, "where nothing was refused").not.toContain(form.email);
});
