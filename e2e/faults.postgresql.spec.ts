import { expect, test } from "@playwright/test";
import { call } from "./fixtures/call";
import { type Cluster, type Instance, startCluster } from "./fixtures/cluster";
import { type HttpClient, signIn, signUp } from "./fixtures/http";
import { ask, client, type Load, newLoad } from "./fixtures/load";
import { continueProcess, stopProcess } from "./fixtures/signals";

const ROUNDS = process.env.HUFU_LONG ? 20 : 1;
const CLIENTS = 6;
const PROMISE_MS = 5_000;

let cluster: Cluster;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  // Nothing expires meanwhile, and a lost answer may be asked for again however long the fault lasted.
  cluster = await startCluster(2, { ACCESS_TOKEN_TTL: "3600", REFRESH_GRACE: "60" });
});
test.afterAll(() => cluster?.stop());

/** Lets the load go on until so many requests more have come to their end, and for so long. */
async function go(load: Load, phase: string, answers: number, atLeastMs = 0): Promise<void> {
  load.phase = phase;
  const began = performance.now();
  const count = () => Object.entries(load.answers[phase] ?? {}).reduce((sum, [, times]) => sum + times, 0);
  const before = count();
  while (count() < before + answers || performance.now() - began < atLeastMs)
    await new Promise((resume) => setTimeout(resume, 20));
}

async function stopAndContinue(load: Load, { server }: Instance, instance: number): Promise<void> {
  await stopProcess(server);
  const stop = { instance, from: performance.now(), to: Number.POSITIVE_INFINITY };
  load.stops.push(stop);
  await go(load, `Hufu ${instance} paused`, 20, PROMISE_MS + 1_000);
  stop.to = performance.now(); // what was sent by now was not handled before
  continueProcess(server);
  await go(load, `Hufu ${instance} continued`, 100);
}

async function killAndRestart(load: Load, instance: Instance, name: string): Promise<void> {
  load.phase = `${name} killed`;
  await instance.restart("SIGKILL");
  await go(load, `${name} restarted`, 100);
}

async function faults(load: Load): Promise<void> {
  const { postgres, instances } = cluster;
  for (const [at, instance] of instances.entries()) {
    await go(load, "nothing wrong", 200);
    await stopAndContinue(load, instance, at);
    await killAndRestart(load, instance, `Hufu ${at}`);
  }
  await go(load, "nothing wrong", 200);
  await postgres.pause();
  await go(load, "PostgreSQL paused", 20, PROMISE_MS + 1_000);
  await postgres.resume();
  await go(load, "PostgreSQL continued", 100, 2_000);
  await postgres.kill();
  await go(load, "PostgreSQL killed", 20, 1_000);
  await postgres.restart();
  await go(load, "PostgreSQL restarted", 200, 2_000);
}

/** After all faults: what was answered holds, everywhere. An answer that never comes ends the test by its time. */
async function expectNothingLost(load: Load): Promise<void> {
  load.phase = "in the end";
  const rows = await cluster.query<{ id: string; isLive: boolean }>(
    `SELECT "id", "endedAt" IS NULL AS "isLive" FROM "Session"`,
  );
  const isLive = new Map(rows.map((row) => [row.id, row.isLive]));
  for (const session of load.sessions) {
    if (session.ended) expect(isLive.get(session.id), `${session.id} was revoked, as was answered`).toBe(false);
    if (!session.mayBeOver) expect(isLive.get(session.id), `${session.id} was opened, as was answered`).toBe(true);
    const wanted = isLive.get(session.id) ? 200 : 401;
    if (wanted === 401) session.ended ??= { at: performance.now(), by: -1 }; // nobody was told, and it holds all the same
    for (const instance of [0, 1]) while ((await ask(load, cluster, session, instance))?.status !== wanted);
  }
}

test("killed, paused and restarted under load, no part of it makes an answer wrong", async () => {
  test.setTimeout(ROUNDS * 300_000);
  const load = newLoad();
  const emails = await Promise.all(
    Array.from({ length: CLIENTS }, async () => (await signUp(cluster.instances[0]?.url ?? "")).email),
  );
  load.phase = "nothing wrong";
  const clients = emails.map((email) => client(load, cluster, email));
  for (let round = 0; round < ROUNDS; round++) await faults(load);
  load.isOver = true;
  await Promise.all(clients);
  await expectNothingLost(load);
  for (const [phase, counts] of Object.entries(load.answers))
    console.log(`faults: ${phase}: ${JSON.stringify(counts)}`);
  console.log(`faults: ${load.sessions.length} sessions, wrong answers: ${load.wrong.length}`);
  expect(load.wrong).toEqual([]);
});

test("a process that was stopped for more than five seconds trusts nothing when it goes on", async () => {
  test.setTimeout(120_000);
  const [running, stopped] = cluster.instances;
  if (!running || !stopped) throw new Error("There are two");
  const { email, client: owner } = await signUp(running.url);
  const clients: HttpClient[] = [];
  for (let device = 0; device < 20; device++) clients.push((await signIn(running.url, email)).client);
  const askAt = (url: string, { jar }: HttpClient) =>
    call(url, "GET", "/api/auth/me", { cookies: Object.fromEntries(jar), timeoutMs: 60_000 });
  for (const one of [owner, ...clients]) expect((await askAt(stopped.url, one))?.status).toBe(200);

  await stopProcess(stopped.server);
  expect((await owner.post("/api/auth/sessions/revoke-others")).status).toBe(200);
  const revokedAt = performance.now();
  const answers = Promise.all(clients.map((one) => askAt(stopped.url, one))); // they wait before its door
  const ofLive = askAt(stopped.url, owner);
  while (performance.now() <= revokedAt + PROMISE_MS) expect((await askAt(running.url, owner))?.status).toBe(200);
  continueProcess(stopped.server);
  // No answer at all is none that lets in: a server that goes on closes connections that were idle for too long.
  expect((await answers).filter((answer) => answer && ![401, 503].includes(answer.status))).toEqual([]);
  expect([200, 503, undefined]).toContain((await ofLive)?.status);
  for (const one of clients) expect((await askAt(stopped.url, one))?.status).not.toBe(200);
});
