import { expect } from "@playwright/test";
import { bearer, FEED, FEED_TOKEN, insertEntries, type Page, readFeed, feedTest as test } from "./fixtures/feed";
import { type Answer, data, HttpClient, signIn, signUp } from "./fixtures/http";
import { type HufuServer, startServer } from "./fixtures/server";

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const problemOf = (answer: Answer) => [answer.status, answer.headers["content-type"], data(answer).type];
const pageOf = async (server: HufuServer, query = "") => data<Page>(await readFeed(server, query));

test("without FEED_TOKEN there is no feed", async () => {
  const server = await startServer();
  try {
    for (const headers of [{}, bearer(), bearer("")]) {
      const answer = await new HttpClient(server.url).get(FEED, { headers });
      expect(problemOf(answer)).toEqual([404, "application/problem+json", "urn:hufu:problem:not-found"]);
    }
  } finally {
    await server.stop();
  }
});

test("without the token, with a wrong or a malformed one, or with a person's cookies it answers 401", async ({
  server,
}) => {
  const { client } = await signUp(server.url);
  const wrong = [
    undefined,
    "",
    "Bearer",
    "Bearer ",
    `Bearer ${FEED_TOKEN}x`,
    `Bearer ${FEED_TOKEN.slice(0, -1)}`,
    `Bearer ${FEED_TOKEN} ${FEED_TOKEN}`,
    `Bearer ${FEED_TOKEN}, Bearer ${FEED_TOKEN}`,
    `Basic ${Buffer.from(`feed:${FEED_TOKEN}`).toString("base64")}`,
    FEED_TOKEN,
    "Bearer \u00e9\u00ff",
    `Bearer ${"x".repeat(7_000)}`,
    `Bearer ${client.jar.get("hufu-access")}`,
  ];
  for (const authorization of wrong) {
    for (const accept of ["application/json", "text/event-stream"]) {
      const answer = await client.get(FEED, { headers: { authorization, accept } });
      expect(problemOf(answer), authorization).toEqual([
        401,
        "application/problem+json",
        "urn:hufu:problem:service-unauthenticated",
      ]);
      expect(answer.headers["www-authenticate"]).toMatch(/^Bearer /);
    }
  }
  const withCookies = await client.get(FEED, { headers: bearer() });
  expect([withCookies.status, withCookies.setCookies]).toEqual([200, []]);
  expect((await client.get(FEED, { headers: { authorization: `bearer ${FEED_TOKEN}` } })).status).toBe(200);
});

test("other methods are answered 405 with Allow; HEAD as GET, also where a stream is asked for", async ({ server }) => {
  const client = new HttpClient(server.url);
  for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
    const answer = await client.send(method, FEED, { headers: bearer() });
    expect([answer.status, answer.headers.allow], method).toEqual([405, "GET, HEAD"]);
  }
  const [get, head] = [await readFeed(server), await client.send("HEAD", FEED, { headers: bearer() })];
  expect([head.status, head.text, head.headers.etag]).toEqual([200, "", get.headers.etag]);
  const stream = await client.send("HEAD", FEED, { headers: { ...bearer(), accept: "text/event-stream" } });
  expect([stream.status, stream.text]).toEqual([200, ""]);
});

test("it lists who is out, with times in ISO 8601 and in order, and nothing that concerns Hufu alone", async ({
  server,
}) => {
  const start = (await pageOf(server)).next;
  const { client, user, session, email } = await signUp(server.url, { name: "Ada" });
  const phone = await signIn(server.url, email);
  await client.send("PATCH", "/api/auth/profile", { json: { name: "Ada L." } }); // an entry for Hufu's own processes
  await client.post("/api/auth/sessions/revoke-others");
  await client.post("/api/auth/sessions/revoke-all");
  const answer = await readFeed(server, `?after=${start}`);
  expect(answer.headers["content-type"]).toBe("application/json");
  expect(answer.headers["cache-control"]).toBe("private, no-store");
  const { events, next } = data<Page>(answer);
  expect(events.map(({ kind, id, reason }) => [kind, id, reason])).toEqual([
    ["session", phone.session.id, "revoked-others"],
    ["session", session.id, "revoked-all"],
    ["user", user.id, "revoked-all"],
  ]);
  for (const event of events) {
    expect(Object.keys(event).sort()).toEqual(["at", "before", "id", "kind", "reason", "seq"]);
    expect(event.at).toMatch(ISO);
    if (event.kind === "user") expect(event.before).toMatch(/:\d\d\.000Z$/);
    else expect(event.before).toBeNull();
  }
  const numbers = events.map(({ seq }) => seq);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  expect(next).toBe(numbers.at(-1));
  expect(numbers[0]).toBe(start + 2); // the name's number is left out
});

test("`after` says from where: a number, or it is answered 422", async ({ server }) => {
  const { client } = await signUp(server.url);
  await client.post("/api/auth/sign-out");
  const all = await pageOf(server, "?after=0");
  const last = all.events.at(-1)?.seq ?? 0;
  expect(last).toBeGreaterThan(0);
  expect(await pageOf(server, `?after=${last - 1}`)).toEqual({ events: all.events.slice(-1), next: last });
  expect(await pageOf(server, `?after=${last}`)).toEqual({ events: [], next: last });
  // beyond the last one lies nothing: the numbers were put back, and what matters is told from the start
  for (const beyond of [last + 1, 999_999_999_999_999]) {
    expect(await pageOf(server, `?after=${beyond}`)).toEqual(await pageOf(server));
  }
  for (const odd of ["-1", "x", "", "1.5", "1e3", "0x1", " 1", "1".repeat(16), "9".repeat(400), "\0", "٣"]) {
    const answer = await readFeed(server, `?after=${encodeURIComponent(odd)}`);
    expect([odd, ...problemOf(answer)]).toEqual([
      odd,
      422,
      "application/problem+json",
      "urn:hufu:problem:invalid-input",
    ]);
    expect(Object.keys(data<{ errors: object }>(answer).errors)).toEqual(["after"]);
  }
});

test("a page that is known is answered 304, in any form of the question, and never when it is another", async ({
  server,
}) => {
  const { client, email } = await signUp(server.url);
  const { next } = await pageOf(server);
  for (const query of ["", "?after=0", `?after=${next}`]) {
    const { headers } = await readFeed(server, query);
    const tag = headers.etag ?? "";
    expect(tag).toMatch(/^"[\w-]{43}"$/);
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`]) {
      const answer = await readFeed(server, query, { "if-none-match": known });
      expect([answer.status, answer.text, answer.headers.etag]).toEqual([304, "", tag]);
      expect(answer.headers["cache-control"]).toBe("private, no-store");
    }
    await client.post("/api/auth/sign-out");
    client.jar.clear();
    for (const [name, value] of (await signIn(server.url, email)).client.jar) client.jar.set(name, value);
    expect((await readFeed(server, query, { "if-none-match": tag })).status, query).toBe(200);
  }
});

test("more than a page comes in pages of 500, from the first that still matters where none is named", async ({
  databaseUrl,
}) => {
  const server = await startServer({ env: { FEED_TOKEN }, databaseUrl });
  try {
    await insertEntries(server, 1001, 1100, "session", 3_600);
    await insertEntries(server, 1101, 1699, "session", 60);
    await insertEntries(server, 1700, 1749, "profile", 60);
    await insertEntries(server, 1750, 2290);
    await insertEntries(server, 2291, 2300, "profile");
    const first = await pageOf(server);
    expect([first.events.length, first.events[0]?.seq, first.next]).toEqual([500, 1101, 1600]);
    const second = await pageOf(server, "?after=1600");
    expect([second.events.length, second.events[0]?.seq, second.next]).toEqual([500, 1601, 2150]);
    const third = await pageOf(server, "?after=2150");
    expect([third.events.length, third.events[0]?.seq, third.next]).toEqual([140, 2151, 2300]);
    expect((await pageOf(server, "?after=0")).events[0]?.seq).toBe(1001);
  } finally {
    await server.stop();
  }
});
