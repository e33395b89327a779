import { expect } from "@playwright/test";
import { call, type Reply } from "../fixtures/call";
import type { Cluster } from "../fixtures/cluster";
import type { KeyKeeper } from "../fixtures/key-keeper";
import { allowedAnswers, isLive, type Model, type ModelBrowser, type ModelSession, sessionsOf } from "./model";

/** The real thing that the model is compared with, and what was seen of it. */
export type Real = { readonly cluster: Cluster; readonly keys: KeyKeeper; readonly seen: Record<string, number> };

/** How long something that must come to an end is waited for, in milliseconds: far beyond what any machine takes. */
const PATIENCE_MS = 60_000;

export const note = ({ seen }: Real, what: string): void => {
  seen[what] = (seen[what] ?? 0) + 1;
};

const urlOf = ({ cluster }: Real, instance: number): string => {
  const { url } = cluster.instances[instance] ?? {};
  if (!url) throw new Error(`There is no instance ${instance}`);
  return url;
};

/** One of a list by any number; lists are never empty where this is called. */
export function pick<T>(list: readonly T[], number: number): T {
  const picked = list[number % list.length];
  if (picked === undefined) throw new Error("Nothing to pick from");
  return picked;
}

/** The instances that can reach the database. */
export const reachable = (model: Model, { cluster }: Real): number[] =>
  cluster.instances.flatMap((_, instance) => (model.cut?.instance === instance ? [] : [instance]));

/** The cookies of a browser with the last or any other tokens of its session. */
export function cookiesOf(
  browser: ModelBrowser,
  session?: ModelSession,
  tokens: { access?: string; refresh?: string } = {},
) {
  const access = tokens.access ?? session?.accessTokens.at(-1);
  const refresh = tokens.refresh ?? session?.refreshTokens.at(-1);
  return {
    "hufu-device": browser.deviceCookie,
    ...(access && { "hufu-access": access }),
    ...(refresh && { "hufu-refresh": refresh }),
  };
}

type Act = { cookies?: Record<string, string>; json?: unknown };

/**
 * Asks for something to be done. "Busy" is no answer yet: nothing was done, for nothing fails while acts are under way.
 * It is asked again, as a browser would.
 */
export async function act(real: Real, instance: number, method: string, path: string, what: Act = {}): Promise<Reply> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const reply = await call(urlOf(real, instance), method, path, what);
    note(real, "requests");
    if (reply && reply.status !== 503) return reply;
    note(real, "acts asked for again");
    if (performance.now() > deadline) throw new Error(`Instance ${instance} does not answer ${method} ${path}`);
  }
}

const BUSY = "503 without a fault";
/** Of all requests, on a machine so busy that a process is held up for seconds. */
const MOST_BUSY_SHARE = 0.01;

/** That nobody was told to come back but for a fault, or a machine that is too busy. */
export function expectAvailable({ seen }: Real): void {
  expect(seen[BUSY] ?? 0, BUSY).toBeLessThanOrEqual(MOST_BUSY_SHARE * (seen.requests ?? 0));
}

/** Asks who is signed in, and holds the answer against the model. @returns the status */
export async function ask(
  model: Model,
  real: Real,
  session: ModelSession,
  instance: number,
  token = -1,
): Promise<number | undefined> {
  const access = session.accessTokens.at(token) ?? "";
  const reply = await call(urlOf(real, instance), "GET", "/api/auth/me", { cookies: { "hufu-access": access } });
  note(real, "requests");
  note(real, `me ${reply?.status}`);
  const allowed = allowedAnswers(model, session, instance, reply?.sentAt ?? 0);
  if (reply?.status === 503 && !allowed.includes(503)) {
    note(real, BUSY);
    return ask(model, real, session, instance, token);
  }
  const { ended } = session;
  const since =
    ended && reply ? `, ended (${ended.reason}) at instance ${ended.by} ${reply.sentAt - ended.at} ms before` : "";
  expect(allowed, `what instance ${instance} answers ${session.id}${since}`).toContain(reply?.status);
  if (reply?.status === 401) session.refusedBy.add(instance);
  return reply?.status;
}

/** Right after an act: each session that it ended is refused by the very next request there. */
export async function expectRefused(model: Model, real: Real, sessions: readonly ModelSession[], instance: number) {
  for (const session of sessions) await ask(model, real, session, instance);
}

/** Asks until an instance refuses what has ended elsewhere; each answer on the way is held against the promise. */
export async function untilRefused(model: Model, real: Real, session: ModelSession, instance: number): Promise<void> {
  while ((await ask(model, real, session, instance)) !== 401);
}

/** Waits until an instance follows the feed again, and its connections are new. */
export async function untilReady(real: Real, instance: number): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const reply = await call(urlOf(real, instance), "GET", "/api/health/ready");
    if (reply?.status === 200) return;
    if (performance.now() > deadline) throw new Error(`Instance ${instance} does not become ready`);
  }
}

/** What the database says of the users' sessions: in row, feed and event alike what the model says, and nothing twice. */
export async function expectSameStory({ users }: Model, { cluster }: Real): Promise<void> {
  const ids = users.map(({ id }) => id);
  const sessions = users.flatMap(sessionsOf);
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  const story = sessions.map(({ id, ended }) => ({ id, reason: ended?.reason ?? null })).sort(byId);
  const endings = story.filter(({ reason }) => reason !== null);
  const read = async (sql: string) =>
    (await cluster.query<{ id: string; reason: string | null }>(sql, [ids])).sort(byId);
  expect(await read(`SELECT "id", "endReason" AS reason FROM "Session" WHERE "userId" = ANY($1)`)).toEqual(story);
  const feed = `SELECT "subject" AS id, "reason" FROM "Revocation" WHERE "kind" = 'session' AND "userId" = ANY($1)`;
  expect(await read(feed)).toEqual(endings);
  const events = `SELECT "sessionId" AS id, "reason" FROM "SecurityEvent" WHERE "type" = 'session-ended' AND "userId" = ANY($1)`;
  expect(await read(events)).toEqual(endings);
  const live = `SELECT "id", NULL AS reason FROM "Session" WHERE "liveDeviceId" IS NOT NULL AND "userId" = ANY($1)`;
  expect((await read(live)).map(({ id }) => id)).toEqual(
    sessions
      .filter(isLive)
      .map(({ id }) => id)
      .sort(),
  );
}
