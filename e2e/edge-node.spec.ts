import { expect } from "@playwright/test";
import { provideEdgeNode } from "../lib/commands/beside.mjs";
import {
  askAnew,
  expectEverywhere,
  expectForgeriesRefused,
  expectNobodyWithoutHufu,
  expectRevocations,
  expectUntimelyRefused,
  tokenOf,
  withHufu,
} from "./fixtures/elsewhere";
import { FEED_TOKEN, feedTest } from "./fixtures/feed";
import { signUp } from "./fixtures/http";
import { type Service, startService } from "./fixtures/service";

/** The worker of examples/edge-node in the real runtime. */
function startWorker({ url }: { url: string }): Promise<Service> {
  const { folder, binary } = provideEdgeNode();
  return startService((port) => ({
    binary,
    args: ["serve", "config.capnp", "--socket-addr", `http=127.0.0.1:${port}`],
    cwd: folder,
    env: { HUFU_URL: url, FEED_TOKEN },
  }));
}

const test = feedTest.extend<object, { worker: Service }>({
  worker: [
    async ({ server }, use) => {
      const worker = await startWorker(server);
      await use(worker);
      await worker.stop();
    },
    { scope: "worker", timeout: 300_000 }, // installs the runtime the first time
  ],
});

test.describe.configure({ timeout: 180_000 });

test("a token of Hufu's opens the worker's route, also to many at once on a cold start", async ({ server }) => {
  const worker = await startWorker(server);
  try {
    const { client, user, session } = await signUp(server.url);
    const token = tokenOf(client);
    const statuses = await Promise.all(Array.from({ length: 50 }, () => worker.ask(token)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await (await worker.get(token)).json()).toEqual({ user: user.id, session: session.id });
  } finally {
    await worker.stop();
  }
});

test("a device that is signed out is refused at the edge", ({ server, worker }) => expectRevocations(server, worker));

test("everywhere is the edge too", ({ server, worker }) => expectEverywhere(server, worker));

test("what is no good token is refused at the edge", ({ server, worker }) => expectForgeriesRefused(server, worker));

test("a client that leaves in mid-request holds up nobody", async ({ server, worker }) => {
  const { client } = await signUp(server.url);
  const token = tokenOf(client);
  for (let round = 0; round < 20; round++) {
    const leaving = new AbortController();
    const left = fetch(worker.url, { headers: { authorization: `Bearer ${token}` }, signal: leaving.signal });
    setTimeout(() => leaving.abort(), round % 5);
    await left.then(
      (response) => response.arrayBuffer().catch(() => undefined),
      () => undefined,
    );
    expect(await worker.ask(token)).toBe(200);
  }
});

test("without Hufu the edge lets nobody in after five seconds, and does again when it is back", () =>
  expectNobodyWithoutHufu(startWorker));

test("a token that has expired, is not good yet, or was issued for someone else is refused at the edge", () =>
  expectUntimelyRefused(startWorker));

for (const TOKEN_ALG of ["ES256", "RS256"]) {
  test(`${TOKEN_ALG} opens the edge as well`, () =>
    withHufu(startWorker, { TOKEN_ALG }, async (server, worker) => {
      expect(await askAnew(server, worker)).toBe(200);
      await expectForgeriesRefused(server, worker);
    }));
}

test("HS256 does not, and the worker's log says why", () =>
  withHufu(startWorker, { TOKEN_ALG: "HS256" }, async (server, worker) => {
    expect(await askAnew(server, worker)).toBe(503);
    expect(worker.output()).toContain("TOKEN_ALG is EdDSA, ES256 or RS256, never HS256");
  }));
