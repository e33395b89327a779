import { once } from "node:events";
import { connect } from "node:net";
import { expect } from "@playwright/test";
import { FEED, FEED_TOKEN, insertEntries, openStream, type Page, readFeed, feedTest as test } from "./fixtures/feed";
import { data, signIn, signUp } from "./fixtures/http";
import { startServer } from "./fixtures/server";

test("the stream tells of a revocation at once, in order, and can be taken up again by either number", async ({
  server,
}) => {
  const { client, email } = await signUp(server.url);
  const stream = await openStream(server);
  expect(stream.response.headers).toMatchObject({
    "content-type": "text/event-stream",
    "cache-control": "private, no-store, no-transform",
    "x-accel-buffering": "no",
  });
  const start = (await stream.take("heartbeat")).data.next;
  const sids: string[] = [];
  const delays: number[] = [];
  for (let i = 0; i < 20; i++) {
    const { session } = await signIn(server.url, email);
    sids.push(session.id);
    const asked = performance.now();
    expect((await client.send("DELETE", `/api/auth/sessions/${session.id}`)).status).toBe(204);
    const { data: event, id, receivedMs } = await stream.take("revocation");
    expect(event).toMatchObject({ kind: "session", id: session.id, reason: "revoked", seq: Number(id) });
    delays.push(receivedMs - asked);
  }
  delays.sort((a, b) => a - b);
  console.log(`    Revoking request to event: median ${delays[10]?.toFixed(0)} ms, worst ${delays[19]?.toFixed(0)} ms`);
  expect(delays[10]).toBeLessThan(1_000);
  stream.close();

  const page = data<Page>(await readFeed(server, `?after=${start}`));
  expect(page.events.map(({ id }) => id)).toEqual(sids);
  const middle = page.events[9]?.seq;
  for (const resumed of [
    await openStream(server, `?after=${middle}`),
    await openStream(server, `?after=${start}`, { "last-event-id": String(middle) }), // what a reader repeats counts less
  ]) {
    for (const event of page.events.slice(10)) expect((await resumed.take("revocation")).data).toEqual(event);
    expect((await resumed.take("heartbeat")).data.next).toBe(page.next);
    resumed.close();
  }
});

test("an idle stream has a heartbeat every two seconds that says up to when the reader knows everything", async ({
  server,
}) => {
  const stream = await openStream(server);
  const beats: Awaited<ReturnType<typeof stream.take>>[] = [];
  for (let i = 0; i < 4; i++) beats.push(await stream.take("heartbeat"));
  stream.close();
  const { next } = data<Page>(await readFeed(server));
  const gaps = beats.slice(1).map(({ receivedMs }, i) => receivedMs - (beats[i]?.receivedMs ?? 0));
  console.log(`    Between heartbeats: ${gaps.map((ms) => ms.toFixed(0)).join(", ")} ms`);
  expect(gaps.sort((a, b) => a - b)[1]).toBeLessThan(3_000); // the median: other work may hold one up
  for (const { id, data: beat } of beats) {
    expect([id, beat.next]).toEqual([String(next), next]);
    expect(Math.abs(Date.now() - Date.parse(beat.at))).toBeLessThan(60_000);
  }
});

test("a number beyond the last is answered from the start, with a heartbeat that shows it", async ({ server }) => {
  const { client, session } = await signUp(server.url);
  await client.post("/api/auth/sign-out");
  const stream = await openStream(server, "", { "last-event-id": "999999999" });
  for (;;) if ((await stream.take("revocation")).data.id === session.id) break;
  expect((await stream.take("heartbeat")).data.next).toBeLessThan(999_999_999);
  stream.close();
});

test("a long feed comes whole to a reader that reads, and is cut for one that does not", async () => {
  test.setTimeout(180_000);
  const server = await startServer({ env: { FEED_TOKEN } });
  try {
    await insertEntries(server, 1_001, 41_000);
    const stalled = connect(Number(new URL(server.url).port), "127.0.0.1");
    const head = `GET ${FEED} HTTP/1.1\r\nHost: ${new URL(server.url).host}\r\nAccept: text/event-stream\r\n`;
    stalled.pause().write(`${head}Authorization: Bearer ${FEED_TOKEN}\r\n\r\n`);
    const stream = await openStream(server);
    const all = await stream.takeUpTo("heartbeat");
    expect(all.map(({ id }) => Number(id))).toEqual([...Array.from({ length: 40_000 }, (_, i) => 1_001 + i), 41_000]);
    stream.close();
    await expect.poll(() => server.output, { timeout: 20_000 }).toContain("A stream of the revocation feed was ended");
    let text = "";
    stalled.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
    });
    stalled.resume();
    await once(stalled, "close");
    expect(text).toContain('"seq":1001,');
    expect(text).not.toContain('"seq":41000,');
  } finally {
    await server.stop();
  }
});

test("a server that stops closes the streams first, and comes to its end", async () => {
  const server = await startServer({ env: { FEED_TOKEN } });
  const stream = await openStream(server);
  await stream.take("heartbeat");
  const stopped = server.stop();
  await stream.ended();
  await stopped;
});
