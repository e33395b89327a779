import { expect } from "@playwright/test";
import { query } from "./fixtures/database";
import { type Answer, data, type HttpClient, signIn, signUp } from "./fixtures/http";
import type { HufuServer } from "./fixtures/server";
import { test } from "./fixtures/test";

const PARALLEL = 50;
/** Longer than an access token lives, and than the grace window. */
const EXPIRED = { seconds: 301 };
const AFTER_GRACE = { seconds: 21 };

/** What one browser sends at once from many tabs: the same cookies each time. */
const atOnce = (client: HttpClient, send: (tab: HttpClient) => Promise<Answer>) =>
  Promise.all(Array.from({ length: PARALLEL }, () => send(client.copy())));

const refreshTokens = (answers: Answer[]) =>
  new Set(answers.flatMap(({ setCookies }) => setCookies.filter((cookie) => cookie.startsWith("hufu-refresh="))));

const sessionsOf = (server: HufuServer, userId: string) =>
  query(server, `select id, generation, "endReason" from "Session" where "userId" = '${userId}'`);

/** Takes over what an answer set. */
function withCookiesOf(client: HttpClient, { setCookies }: Answer): HttpClient {
  const copy = client.copy();
  for (const cookie of setCookies) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    copy.jar.set(name, value);
  }
  return copy;
}

async function expectDead(client: HttpClient, path: string): Promise<void> {
  expect((await client.copy().get("/api/auth/me")).status).toBe(401);
  expect((await client.copy().post("/api/auth/refresh")).status).toBe(401);
  expect((await client.copy().post("/api/auth/sessions/revoke-others")).status).toBe(401);
  expect((await client.copy().send("PATCH", path, { json: { name: "x" } })).status).toBe(401);
  for (const page of ["/dashboard", "/account"]) expect((await client.copy().get(page)).status).toBe(307);
}

for (const [way, send] of Object.entries({
  "pages through the proxy": (tab: HttpClient) => tab.get("/dashboard"),
  "the refresh route": (tab: HttpClient) => tab.post("/api/auth/refresh"),
})) {
  test(`${PARALLEL} parallel renewals by ${way} have one successor, and a late replay ends the session`, async ({
    server,
  }) => {
    const { client, email, user, session } = await signUp(server.url);
    await server.advance(EXPIRED);
    const answers = await atOnce(client, send);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    if (way.startsWith("pages")) for (const { text } of answers) expect(text).toContain(email);
    expect(refreshTokens(answers).size).toBe(1);
    expect(await sessionsOf(server, user.id)).toEqual([[session.id, 1, null]]);

    const [first] = answers;
    const renewed = withCookiesOf(client, first as Answer); // there are fifty
    expect((await renewed.copy().get("/api/auth/me")).status).toBe(200);
    const { sessions } = data<{ sessions: object[] }>(await renewed.copy().get("/api/auth/sessions"));
    expect(sessions).toHaveLength(1);

    await server.advance(AFTER_GRACE);
    expect((await client.copy().post("/api/auth/refresh")).status).toBe(401);
    expect(await sessionsOf(server, user.id)).toEqual([[session.id, 1, "reuse-detected"]]);
    const other = await signIn(server.url, email);
    const ended = data<{ sessions: object[] }>(await other.client.get("/api/auth/sessions?ended=1"));
    expect(ended.sessions).toEqual([expect.objectContaining({ id: session.id, reason: "reuse-detected" })]);
    const path = `/api/auth/sessions/${session.id}`;
    await expectDead(renewed, path);
    await expectDead(client, path);
    expect((await other.client.get("/api/auth/me")).status).toBe(200);
  });
}

test("a replay through a page ends the session too, and the door says why", async ({ server }) => {
  const { client, user, session } = await signUp(server.url);
  await server.advance(EXPIRED);
  const thief = client.copy();
  expect((await client.get("/dashboard")).status).toBe(200);
  await server.advance(AFTER_GRACE);
  const refused = await thief.get("/account");
  expect([refused.status, refused.headers.location]).toEqual([307, "/login?next=%2Faccount&ended=reuse-detected"]);
  expect(await sessionsOf(server, user.id)).toEqual([[session.id, 1, "reuse-detected"]]);
  expect((await client.get("/api/auth/me")).status).toBe(401);
});

test("all who come to the door together are told why, and the tokens are gone soon after", async ({ server }) => {
  const { client } = await signUp(server.url);
  await server.advance({ seconds: 25 * 60 * 60 });
  const cookies = client.cookies;
  // An open page that asks, the click that was on its way, and another tab.
  for (const method of ["HEAD", "GET", "GET"]) {
    const answer = await client.send(method, "/account");
    expect([answer.status, answer.headers.location]).toEqual([307, "/login?next=%2Faccount&ended=idle"]);
    const tokens = answer.setCookies.filter((cookie) => /^hufu-(access|refresh)=/.test(cookie));
    expect(tokens).toEqual([expect.stringMatching(/; Max-Age=30$/), expect.stringMatching(/; Max-Age=30$/)]);
  }
  expect(client.cookies, "they are the same still, and open nothing").toBe(cookies);
});

test("within the grace window a copy without the device's cookie is theft", async ({ server }) => {
  const { client, user, session } = await signUp(server.url);
  const thief = client.copy();
  thief.jar.delete("hufu-device");
  expect((await client.post("/api/auth/refresh")).status).toBe(200);
  expect((await thief.post("/api/auth/refresh")).status).toBe(401);
  expect(await sessionsOf(server, user.id)).toEqual([[session.id, 1, "reuse-detected"]]);
  expect((await client.get("/api/auth/me")).status).toBe(401);
});

test("a token from two renewals ago is theft, also within the grace window", async ({ server }) => {
  const { client } = await signUp(server.url);
  const old = client.copy();
  for (const _ of [1, 2]) expect((await client.post("/api/auth/refresh")).status).toBe(200);
  expect((await old.post("/api/auth/refresh")).status).toBe(401);
  await expectDead(client, "/api/auth/sessions/unknown");
});

test("a form sent long after its page was opened is done, and renews the session", async ({ server }) => {
  const { client, email } = await signUp(server.url);
  const phone = await signIn(server.url, email);
  await server.advance(EXPIRED);
  const before = client.cookies;
  const answer = await client.post(`/api/auth/sessions/${phone.session.id}`, { form: { _method: "delete" } });
  expect([answer.status, answer.headers.location]).toEqual([303, "/account?done=revoked"]);
  expect(answer.headers["cache-control"]).toContain("no-store");
  expect(answer.setCookies.map((cookie) => cookie.split("=")[0])).toEqual(["hufu-access", "hufu-refresh"]);
  expect(client.cookies).not.toBe(before);
  expect((await client.get("/account")).setCookies).toEqual([]);
  expect((await client.get("/api/auth/me")).status).toBe(200);
});

test("a form from another site renews nothing", async ({ server }) => {
  const { client, user, session } = await signUp(server.url);
  await server.advance(EXPIRED);
  const headers = { "sec-fetch-site": "cross-site", origin: "https://evil.example" };
  await client.post("/api/auth/sessions/revoke-others", { form: {}, headers });
  expect(await sessionsOf(server, user.id)).toEqual([[session.id, 0, null]]);
});

test("reading by the API never renews, nor does a prefetch or a request to an open page", async ({ server }) => {
  const { client, user, session } = await signUp(server.url);
  await server.advance(EXPIRED);
  for (const path of ["me", "profile", "sessions", "sessions?ended=1"]) {
    for (const method of ["GET", "HEAD", "OPTIONS"]) {
      const answer = await client.send(method, `/api/auth/${path}`);
      expect(answer.status).toBe(method === "OPTIONS" ? 405 : 401);
      expect(answer.setCookies).toEqual([]);
    }
  }
  const prefetches = [
    { "next-router-prefetch": "1", rsc: "1" },
    { purpose: "prefetch" },
    { "sec-purpose": "prefetch;prerender" },
  ];
  for (const headers of prefetches) {
    const answer = await client.get("/dashboard", { headers });
    expect([answer.status, answer.setCookies]).toEqual([401, []]);
  }
  for (const page of ["/", "/login", "/sign-up", "/nothing"]) expect((await client.get(page)).setCookies).toEqual([]);
  expect(await sessionsOf(server, user.id)).toEqual([[session.id, 0, null]]);
  expect((await client.get("/dashboard")).status).toBe(200);
});

test("a renewal under way while the session is revoked brings nothing back", async ({ server }) => {
  const { client, email } = await signUp(server.url);
  for (const send of [(tab: HttpClient) => tab.post("/api/auth/refresh"), (tab: HttpClient) => tab.get("/dashboard")]) {
    const phones = await Promise.all(Array.from({ length: 8 }, () => signIn(server.url, email)));
    await server.advance(EXPIRED);
    await client.post("/api/auth/refresh");
    const race = phones.flatMap((phone) => [
      send(phone.client.copy()),
      client.copy().send("DELETE", `/api/auth/sessions/${phone.session.id}`),
      send(phone.client.copy()),
    ]);
    const answers = await Promise.all(race);
    for (const [i, phone] of phones.entries()) {
      expect(answers[3 * i + 1]?.status).toBe(204);
      for (const answer of [answers[3 * i], answers[3 * i + 2]]) {
        if (answer) await expectDead(withCookiesOf(phone.client, answer), `/api/auth/sessions/${phone.session.id}`);
      }
    }
    expect((await client.get("/api/auth/me")).status).toBe(200);
  }
});
