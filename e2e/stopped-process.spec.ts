import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { call, type Reply } from "./fixtures/call";
import { startCluster } from "./fixtures/cluster";
import { signUp } from "./fixtures/http";
import { type HufuServer, startServer } from "./fixtures/server";
import { continueProcess, untilStopped } from "./fixtures/signals";
import { PASSWORD } from "./fixtures/test";

/** Short, so that an entry of the index is soon forgotten: a minute after the token that it speaks of has expired. */
const ENV = { ACCESS_TOKEN_TTL: "2", REFRESH_GRACE: "1", APP_URL: "http://localhost:3000" };
const FORGOTTEN_AFTER_SECONDS = 2 + 60 + 5;

type Cookies = Record<string, string>;
type Pair = { stopped: HufuServer; other: HufuServer; email: string; cookies: Cookies };

async function post({ url }: HufuServer, path: string, cookies: Cookies, json?: unknown): Promise<Reply> {
  const reply = await call(url, "POST", path, { cookies, json, timeoutMs: 180_000 });
  if (!reply) throw new Error(`No answer to ${path}`);
  return reply;
}

const signIn = (server: HufuServer, email: string) =>
  post(server, "/api/auth/sign-in", {}, { email, password: PASSWORD });

async function indexSize({ url }: HufuServer): Promise<number> {
  const metrics = await call(url, "GET", "/api/metrics");
  return Number(/^hufu_index_entries (\d+)/m.exec(metrics?.text ?? "")?.[1]);
}

/** What opens a session at a process, or renews one. Both write a row first, and then sign. */
const WAYS: Record<string, (pair: Pair) => Promise<Reply>> = {
  refresh: ({ stopped, cookies }) => post(stopped, "/api/auth/refresh", cookies),
  "sign-in": ({ stopped, email }) => signIn(stopped, email),
};

/** @param isReal time passes by itself, on every clock: the short way moves the clocks of both processes */
async function expectNothingAccepted(pair: Pair, way: (pair: Pair) => Promise<Reply>, isReal: boolean): Promise<void> {
  const { stopped, other, email } = pair;
  const seconds = isReal ? 0 : FORGOTTEN_AFTER_SECONDS;
  const { cookies: owner } = await signIn(other, email);
  await stopped.stopAfterNextRow({ seconds });
  const answered = way(pair);
  await untilStopped(stopped);
  const revoked = await post(other, "/api/auth/sessions/revoke-others", owner);
  expect(JSON.parse(revoked.text).revoked).toBeGreaterThan(0);

  expect(await indexSize(other)).toBeGreaterThan(0);
  await other.passTime({ seconds });
  while ((await indexSize(other)) > 0); // it has forgotten

  continueProcess(stopped);
  const { status, cookies } = await answered;
  expect([200, 401]).toContain(status);
  for (const server of [stopped, other]) {
    expect((await call(server.url, "GET", "/api/auth/me", { cookies }))?.status).toBe(401);
    expect((await post(server, "/api/auth/refresh", cookies)).status).toBe(401);
  }
}

for (const [name, way] of Object.entries(WAYS)) {
  test(`a process that is stopped between the row and the token of a ${name} mints nothing that is accepted`, async () => {
    test.setTimeout(180_000);
    const dataDir = mkdtempSync(join(tmpdir(), "hufu-stopped-"));
    const stopped = await startServer({ dataDir, env: ENV });
    const other = await startServer({ dataDir, env: ENV });
    const { client, email } = await signUp(stopped.url);
    await expectNothingAccepted({ stopped, other, email, cookies: Object.fromEntries(client.jar) }, way, false);
    await Promise.all([stopped.stop(), other.stop()]);
    rmSync(dataDir, { recursive: true, force: true });
  });
}

if (process.env.HUFU_LONG) {
  test("and the same on PostgreSQL, in real time", async () => {
    test.setTimeout(600_000);
    const cluster = await startCluster(2, ENV);
    const [stopped, other] = cluster.instances.map(({ server }) => server);
    if (!stopped || !other) throw new Error("There are two");
    for (const way of Object.values(WAYS)) {
      const { client, email } = await signUp(stopped.url);
      await expectNothingAccepted({ stopped, other, email, cookies: Object.fromEntries(client.jar) }, way, true);
    }
    await cluster.stop();
  });
}
