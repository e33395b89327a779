import { expect } from "@playwright/test";
import fc from "fast-check";
import { step, whichever } from "./command";
import { act, ask, pick, type Real, untilReady } from "./driver";
import { allSessions, liveSessions, type Model } from "./model";

const HOUR_SECONDS = 3_600;
/** Beyond the time that an index is trusted, in milliseconds. */
const TRUST_MS = 5_000;

const isWhole = (model: Model): boolean => !model.isPaused && model.cut === null;
const everywhere = ({ cluster }: Real): number[] => cluster.instances.map((_, instance) => instance);

/** Asks for every session everywhere, whatever is to be answered. */
async function askAll(model: Model, real: Real): Promise<void> {
  for (const session of allSessions(model)) {
    await Promise.all(everywhere(real).map((instance) => ask(model, real, session, instance)));
  }
}

/** Two steps of a rotation at once: between them lies time alone, in which every process learns of the new key. */
const rotateKey = step("rotate the signing key", {}, isWhole, async (_model, real) => {
  const kid = await real.keys.rotate();
  for (const instance of everywhere(real)) {
    const { text } = await act(real, instance, "GET", "/.well-known/jwks.json");
    if (!text.includes(kid)) await untilPublished(real, instance, kid);
  }
  await real.keys.letItsTimeCome();
});

async function untilPublished(real: Real, instance: number, kid: string): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await act(real, instance, "GET", "/.well-known/jwks.json")).text.includes(kid)) {
    expect(performance.now(), `instance ${instance} has not heard of a key`).toBeLessThan(deadline);
  }
}

const jump = step(
  "a clock jumps",
  { at: whichever, hours: fc.constantFrom(-1, 1) },
  () => true,
  async (_model, real, { at, hours }) => {
    await pick(real.cluster.instances, at).server.advance({ seconds: hours * HOUR_SECONDS });
  },
);

/** Whose backends are ended, and gone before the next step. */
const VICTIMS = { bells: "application_name = 'hufu bell'", all: "application_name LIKE 'hufu%'" };
const endConnections = step(
  "connections are ended",
  { whose: fc.constantFrom<keyof typeof VICTIMS>("bells", "all") },
  isWhole,
  async (_model, real, { whose }) => {
    await real.cluster.query(`SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE ${VICTIMS[whose]}`);
  },
);

const pause = step("the database stands still", {}, isWhole, async (model, real) => {
  await real.cluster.postgres.pause();
  model.isPaused = true;
  await askAll(model, real);
  await real.cluster.postgres.resume();
  await Promise.all(everywhere(real).map((instance) => untilReady(real, instance)));
  model.isPaused = false;
});

const cut = step("an instance is cut off", { at: whichever }, isWhole, async (model, real, { at }) => {
  const instance = at % real.cluster.instances.length;
  real.cluster.instances[instance]?.cable.cut();
  model.cut = { instance, since: performance.now() };
});

/** Everyone's connection holds again. */
export async function heal(model: Model, real: Real): Promise<void> {
  if (!model.cut) return;
  const { instance } = model.cut;
  real.cluster.instances[instance]?.cable.heal();
  await untilReady(real, instance);
  model.cut = null;
}
const healCut = step("it is joined again", {}, ({ cut }) => cut !== null, heal);

/** Goes on asking until the instance that is cut off trusts nothing: each answer is held against the promise. */
const outliveTrust = step(
  "it is cut off for more than five seconds",
  {},
  ({ cut }) => cut !== null,
  async (model, real) => {
    const session = liveSessions(model)[0] ?? allSessions(model)[0];
    while (session && model.cut && performance.now() <= model.cut.since + TRUST_MS)
      await ask(model, real, session, model.cut.instance);
    await askAll(model, real);
  },
);

const restart = step(
  "a process is started again",
  { at: whichever, signal: fc.constantFrom<NodeJS.Signals>("SIGTERM", "SIGKILL") },
  isWhole,
  async (model, real, { at, signal }) => {
    await pick(real.cluster.instances, at).restart(signal);
    await askAll(model, real);
  },
);

/** What goes wrong and costs little; and what costs seconds. */
export const CHEAP_FAULTS = [rotateKey, jump, jump, endConnections, pause, cut, healCut, healCut];
export const DEAR_FAULTS = [restart, outliveTrust];
