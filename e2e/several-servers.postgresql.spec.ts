import { expect } from "@playwright/test";
import { freePort } from "../lib/testing/free-port";
import { createDatabase, startPostgres } from "../lib/testing/postgres";
import { data, HttpClient, signUp } from "./fixtures/http";
import { startServer } from "./fixtures/server";
import { PASSWORD, test } from "./fixtures/test";

/** One origin for all, as behind a load balancer: it stands in the tokens. */
const sharing = (databaseUrl: string) => ({ databaseUrl, env: { APP_URL: "http://localhost:3000" } });

/** The same browser, led to another server. */
function at(url: string, client: HttpClient): HttpClient {
  const moved = new HttpClient(url);
  for (const [name, value] of client.jar) moved.jar.set(name, value);
  return moved;
}

test("two servers on one database are one Hufu: what is done at one is seen at the other", async ({ databaseUrl }) => {
  const [one, other] = await Promise.all([1, 2].map(() => startServer(sharing(databaseUrl))));
  if (!one || !other) throw new Error("Two were started");
  const { client, email } = await signUp(one.url);

  const there = at(other.url, client);
  expect((await there.get("/api/auth/me")).status).toBe(200);
  const listed = async (url: string) =>
    data<{ sessions: { id: string; name: string | null; current: boolean }[] }>(
      await at(url, client).get("/api/auth/sessions"),
    ).sessions;
  expect(await listed(other.url)).toEqual([expect.objectContaining({ current: true, name: null })]);

  const phone = new HttpClient(other.url);
  expect((await phone.post("/api/auth/sign-in", { json: { email, password: PASSWORD } })).status).toBe(200);
  const [, added] = await listed(one.url);
  expect(
    (await at(one.url, client).send("PATCH", `/api/auth/sessions/${added?.id}`, { json: { name: "Phone" } })).status,
  ).toBe(200);
  expect((await listed(other.url)).map(({ name }) => name)).toEqual([null, "Phone"]);

  // One refresh token, spent at one and sent again at the other: the very same successor.
  const [first, again] = [at(one.url, client), at(other.url, client)];
  expect((await first.post("/api/auth/refresh")).status).toBe(200);
  expect((await again.post("/api/auth/refresh")).status).toBe(200);
  expect(again.jar.get("hufu-refresh")).toBe(first.jar.get("hufu-refresh"));
  await Promise.all([one.stop(), other.stop()]);
});

test("while PostgreSQL is gone, what needs it answers 503 and when to ask again, and goes on when it is back", async () => {
  const postgres = await startPostgres({ fsync: "off" });
  // A stopped server does what it was sent once it goes on: a token may be spent by a request that was answered 503.
  const env = { REFRESH_GRACE: "60" };
  const server = await startServer({ databaseUrl: await createDatabase(postgres.url), env });
  const { client, email } = await signUp(server.url);
  const asks = {
    "sign-in": () => new HttpClient(server.url).post("/api/auth/sign-in", { json: { email, password: PASSWORD } }),
    refresh: () => client.post("/api/auth/refresh"),
    list: () => client.get("/api/auth/sessions"),
    "revoke-others": () => client.post("/api/auth/sessions/revoke-others"),
  };
  const statuses = async () =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(asks).map(async ([name, ask]) => {
          const { status, headers } = await ask();
          return [name, status === 503 ? `503, again in ${headers["retry-after"]} s` : status];
        }),
      ),
    );
  const all = (value: unknown) => Object.fromEntries(Object.keys(asks).map((name) => [name, value]));

  await postgres.kill();
  expect(await statuses()).toEqual(all("503, again in 2 s"));
  await postgres.restart();
  expect(await statuses()).toEqual(all(200));
  await postgres.pause();
  expect(await statuses()).toEqual(all("503, again in 2 s"));
  await postgres.resume();
  expect(await statuses()).toEqual(all(200));
  expect(server.output).not.toContain("A request failed"); // no fault of ours
  expect(await server.kill("SIGTERM")).toBe(0);
  await postgres.stop();
});

test("a PostgreSQL that is not there stops the start with 1 and one sentence that shows no password", async () => {
  const databaseUrl = `postgresql://hufu:not-to-be-shown@localhost:${await freePort()}/hufu`;
  const message = await startServer({ databaseUrl }).then(
    () => "It came up.",
    (error: Error) => error.message,
  );
  expect(message).toContain("The server ended with 1:");
  expect(message).toMatch(/^The database that DATABASE_URL names could not be opened or migrated: .*ECONNREFUSED.*$/m);
  expect(message).not.toMatch(/not-to-be-shown|hufu:/);
});
