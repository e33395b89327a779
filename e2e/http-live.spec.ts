import { expect } from "@playwright/test";
import { data, HttpClient, type Opened, signIn, signUp } from "./fixtures/http";
import { type Listener, listen, liveStreams } from "./fixtures/live";
import { startServer } from "./fixtures/server";
import { PASSWORD, test } from "./fixtures/test";

/** Streams of one session; the oldest gives way to one more. */
const MOST_PER_SESSION = 8;

const expectStreams = (server: { url: string }, count: number) =>
  expect.poll(() => liveStreams(server), { timeout: 10_000 }).toBe(count);

const devicesEvent = { type: "devices", data: {} };
const endedEvent = (reason: string) => ({ type: "ended", data: { reason } });

test.afterEach(async ({ server }) => expectStreams(server, 0)); // whatever became of them, none is left behind

test("without a session there is nothing to hear", async ({ server }) => {
  const stranger = await listen(server, new HttpClient(server.url));
  expect([stranger.status, stranger.headers["content-type"]]).toEqual([401, "application/problem+json"]);
  const { client } = await signUp(server.url);
  const thief = client.copy();
  await client.post("/api/auth/sign-out");
  expect((await listen(server, thief)).status).toBe(401);
  expect((await thief.send("HEAD", "/api/auth/live")).status).toBe(401);
});

test("a stream is an answer that no cache keeps and no proxy holds back", async ({ server }) => {
  const { client } = await signUp(server.url);
  const { status, headers, leave } = await listen(server, client);
  expect(status).toBe(200);
  expect(headers["content-type"]).toBe("text/event-stream");
  expect(headers["cache-control"]).toBe("private, no-store, no-transform");
  expect(headers["x-accel-buffering"]).toBe("no");
  expect(headers["content-encoding"]).toBeUndefined();
  await expectStreams(server, 1);
  leave();
});

test("HEAD says the same and leaves no stream open", async ({ server }) => {
  const { client } = await signUp(server.url);
  const { status, headers, text } = await client.send("HEAD", "/api/auth/live");
  expect([status, headers["content-type"], text]).toEqual([200, "text/event-stream", ""]);
  expect(await liveStreams(server)).toBe(0);
});

test("an expired token opens no stream and is not renewed by asking", async ({ server }) => {
  const { client } = await signUp(server.url);
  await server.advance({ seconds: 400 });
  const refused = await listen(server, client);
  expect([refused.status, refused.headers["set-cookie"]]).toEqual([401, undefined]);
  expect((await client.post("/api/auth/refresh")).status).toBe(200);
  const accepted = await listen(server, client);
  expect(accepted.status).toBe(200);
  accepted.leave();
});

test("a stream hears of devices that come, are named and go, and of nobody else's", async ({ server }) => {
  const { client, email } = await signUp(server.url);
  const stranger = await signUp(server.url);
  const [own, foreign] = [await listen(server, client), await listen(server, stranger.client)];
  const expectEvents = (count: number) => expect.poll(() => own.events).toEqual(Array(count).fill(devicesEvent));
  const phone = await signIn(server.url, email);
  await expectEvents(1);
  await phone.client.send("PATCH", `/api/auth/sessions/${phone.session.id}`, { json: { name: "Phone" } });
  await expectEvents(2);
  await phone.client.post("/api/auth/sign-out");
  await expectEvents(3);
  expect(foreign.events).toEqual([]);
  own.leave();
  foreign.leave();
});

const ENDS: Record<string, { reason: string; act: (by: HttpClient, id: string) => Promise<unknown> }> = {
  "revoking one": { reason: "revoked", act: (by, id) => by.send("DELETE", `/api/auth/sessions/${id}`) },
  "revoking the others": { reason: "revoked-others", act: (by) => by.post("/api/auth/sessions/revoke-others") },
  "signing out everywhere": { reason: "revoked-all", act: (by) => by.post("/api/auth/sessions/revoke-all") },
};

for (const [name, { reason, act }] of Object.entries(ENDS)) {
  test(`${name} ends the stream of who was signed out, with the reason`, async ({ server }) => {
    const { client, email } = await signUp(server.url);
    const phone = await signIn(server.url, email);
    const [first, second] = [await listen(server, phone.client), await listen(server, phone.client)];
    await act(client, phone.session.id);
    await Promise.all([first.ended, second.ended]);
    for (const { events } of [first, second]) expect(events.at(-1)).toEqual(endedEvent(reason));
    expect((await listen(server, phone.client)).status).toBe(401);
  });
}

test("a sign-in over a session, and a copied token, end its stream too", async ({ server }) => {
  const { client, email } = await signUp(server.url);
  const replaced = await listen(server, client);
  const old = client.copy();
  const again = await client.post("/api/auth/sign-in", { json: { email, password: PASSWORD } });
  await replaced.ended;
  expect(replaced.events.at(-1)).toEqual(endedEvent("replaced"));
  expect((await listen(server, old)).status).toBe(401);

  const stolen = client.copy();
  await client.post("/api/auth/refresh");
  const stream = await listen(server, client);
  await server.advance({ seconds: 21 });
  await stolen.post("/api/auth/refresh");
  await stream.ended;
  expect(stream.events).toEqual([endedEvent("reuse-detected")]);
  expect(data<Opened>(again).session.id).toBeTruthy();
});

test("a session holds so many streams open, and the oldest gives way", async ({ server }) => {
  const { client } = await signUp(server.url);
  const streams: Listener[] = [];
  for (let i = 0; i < MOST_PER_SESSION + 2; i++) streams.push(await listen(server, client));
  const [first, second, ...kept] = streams;
  await Promise.all([first?.ended, second?.ended]);
  expect(await liveStreams(server)).toBe(MOST_PER_SESSION);
  await client.post("/api/auth/sign-out");
  await Promise.all(kept.map(({ ended }) => ended));
  for (const { events } of kept) expect(events).toEqual([endedEvent("signed-out")]);
});

test("a stream opened in the very moment of the revocation is refused, or told", async ({ server }) => {
  const { client, email } = await signUp(server.url);
  for (let round = 0; round < 10; round++) {
    const phone = await signIn(server.url, email);
    const opening = Array.from({ length: MOST_PER_SESSION }, () => listen(server, phone.client));
    const revoking = client.send("DELETE", `/api/auth/sessions/${phone.session.id}`);
    const streams = await Promise.all(opening);
    expect((await revoking).status).toBe(204);
    for (const { status, events, ended } of streams) {
      await ended; // none stays open
      if (status === 200) expect(events.at(-1)).toEqual(endedEvent("revoked"));
      else expect(status).toBe(401);
    }
  }
});

test("clients that leave are forgotten, and what is told to them meanwhile harms nobody", async ({ server }) => {
  const { client, email } = await signUp(server.url);
  const clients = [
    client,
    ...(await Promise.all(Array.from({ length: 7 }, () => signIn(server.url, email)))).map((d) => d.client),
  ];
  for (let round = 0; round < 5; round++) {
    const streams = await Promise.all(clients.flatMap((c) => [listen(server, c), listen(server, c)]));
    expect(await liveStreams(server)).toBe(clients.length * 2);
    for (const { leave } of streams) leave();
    expect((await signIn(server.url, email)).session.id).toBeTruthy();
    await expectStreams(server, 0);
  }
});

test("500 open streams do not hold up the end of the server, and each is ended", async () => {
  test.slow();
  const server = await startServer();
  const { client, email } = await signUp(server.url);
  const clients = [client];
  while (clients.length < 63) clients.push((await signIn(server.url, email)).client);
  const streams: Listener[] = [];
  for (const c of clients) {
    const more = Array.from({ length: Math.min(MOST_PER_SESSION, 500 - streams.length) }, () => listen(server, c));
    streams.push(...(await Promise.all(more)));
  }
  expect(await liveStreams(server)).toBe(500);
  const from = performance.now();
  expect(await server.kill("SIGTERM")).toBe(0);
  const ms = Math.round(performance.now() - from);
  console.log(`    SIGTERM with 500 open streams: ended after ${ms} ms`);
  await Promise.all(streams.map(({ ended }) => ended));
  expect(ms).toBeLessThan(10_000);
  await server.stop();
});

test("thirty devices that are signed out together are one change, told once", async ({ server }) => {
  const { client, email } = await signUp(server.url);
  const streams = await Promise.all(Array.from({ length: MOST_PER_SESSION }, () => listen(server, client)));
  for (let i = 0; i < 30; i++) await signIn(server.url, email);
  const before = streams.map(({ events }) => events.length);
  expect((await client.post("/api/auth/sessions/revoke-others")).status).toBe(200);
  for (const [i, { events, leave }] of streams.entries()) {
    await expect.poll(() => events.length).toBe((before[i] ?? 0) + 1);
    leave();
  }
});
