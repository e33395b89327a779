import { expect } from "@playwright/test";
import { createDatabase, startPostgres } from "../lib/testing/postgres";
import { FEED_TOKEN, openStream, readFeed, feedTest as test } from "./fixtures/feed";
import { data, signUp } from "./fixtures/http";
import { startServer } from "./fixtures/server";

test("without its database a page is 503 and a stream ends; both come back with it", async () => {
  const postgres = await startPostgres();
  const server = await startServer({ env: { FEED_TOKEN }, databaseUrl: await createDatabase(postgres.url) });
  try {
    const { client, session } = await signUp(server.url);
    const stream = await openStream(server);
    await stream.take("heartbeat");
    await postgres.pause();
    const answer = await readFeed(server);
    expect([answer.status, answer.headers["retry-after"]]).toEqual([503, "2"]);
    expect(data(answer).type).toBe("urn:hufu:problem:unavailable");
    await stream.ended();
    await postgres.resume();
    await expect.poll(async () => (await readFeed(server)).status, { timeout: 20_000 }).toBe(200);
    const again = await openStream(server);
    await client.post("/api/auth/sign-out");
    expect((await again.take("revocation")).data.id).toBe(session.id);
    again.close();
  } finally {
    await server.stop();
    await postgres.stop();
  }
});
