import { test } from "@playwright/test";
import fc from "fast-check";
import { type Cluster, startCluster } from "./fixtures/cluster";
import { signUp } from "./fixtures/http";
import { type KeyKeeper, startKeyKeeper } from "./fixtures/key-keeper";
import { ACTS } from "./model/acts";
import { ask, expectAvailable, expectSameStory, type Real, untilRefused } from "./model/driver";
import { CHEAP_FAULTS, DEAR_FAULTS, heal } from "./model/faults";
import { allSessions, isLive, type Model, type ModelBrowser, type ModelUser, receiveSession } from "./model/model";
import { REVOCATIONS } from "./model/revocations";
import { TOKEN_STEPS } from "./model/tokens";

const RUNS = process.env.HUFU_LONG ? 800 : 8;
/** At most; half of it on the average. */
const STEPS = 120;
const PEOPLE = 2;
const INSTANCES = 3;
const SEED = Number(process.env.HUFU_SEED ?? Math.floor(Math.random() * 2 ** 31));

let cluster: Cluster;
let keys: KeyKeeper;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  // Nothing expires while a run lasts: what refuses a token is the end of its session.
  cluster = await startCluster(INSTANCES, { ACCESS_TOKEN_TTL: "3600", REFRESH_GRACE: "60" });
  keys = startKeyKeeper(cluster.databaseUrl);
});
test.afterAll(async () => {
  keys?.stop();
  await cluster?.stop();
});

/** Strangers to each other, each signed in where they signed up. */
async function freshModel(): Promise<Model> {
  const people = Array.from({ length: PEOPLE }, async () => {
    const sentAt = performance.now();
    const { client, email, user, session } = await signUp(cluster.instances[0]?.url ?? "");
    const person: ModelUser = { id: user.id, email, browsers: [] };
    const browser: ModelBrowser = { user: person, deviceCookie: "", name: null, sessions: [] };
    person.browsers.push(browser);
    receiveSession(browser, session.id, Object.fromEntries(client.jar), sentAt);
    return person;
  });
  return { users: await Promise.all(people), cut: null, isPaused: false };
}

/** The end of each run: what is over is refused everywhere, what lives is let in, and the database tells the same story. */
async function settle(model: Model, real: Real): Promise<void> {
  await heal(model, real);
  const instances = cluster.instances.map((_, instance) => instance);
  for (const session of allSessions(model)) {
    const unasked = instances.filter((at) => !session.refusedBy.has(at));
    const check = isLive(session) ? ask : untilRefused;
    await Promise.all(unasked.map((at) => check(model, real, session, at)));
  }
  await expectSameStory(model, real);
}

const dear = { weight: 2, arbitrary: fc.oneof(...DEAR_FAULTS) };
const cheap = { weight: 15, arbitrary: fc.oneof(...CHEAP_FAULTS) };
const usual = { weight: 300, arbitrary: fc.oneof(...ACTS, ...REVOCATIONS, ...TOKEN_STEPS) };

test(`${RUNS} random stories of ${STEPS} steps over ${INSTANCES} processes agree with the model`, async () => {
  test.setTimeout(RUNS * 60_000);
  const seen: Record<string, number> = {};
  const real = { cluster, keys, seen };
  const started = performance.now();
  console.log(`model: seed ${SEED} (HUFU_SEED=${SEED} repeats it)`);
  const stories = fc.commands([fc.oneof(dear, cheap, usual)], { maxCommands: STEPS, size: "max" });
  await fc.assert(
    fc.asyncProperty(stories, async (commands) => {
      const model = await freshModel();
      await fc.asyncModelRun(() => ({ model, real }), commands);
      await settle(model, real);
    }),
    { seed: SEED, numRuns: RUNS },
  );
  expectAvailable(real);
  console.log(`model: ${JSON.stringify(seen)} in ${Math.round((performance.now() - started) / 1000)} s`);
});
