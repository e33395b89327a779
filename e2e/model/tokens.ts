import { expect } from "@playwright/test";
import fc from "fast-check";
import type { Reply } from "../fixtures/call";
import { hasLive, step, whichever } from "./command";
import { act, ask, cookiesOf, expectRefused, pick, type Real, reachable } from "./driver";
import { allSessions, end, isLive, liveSessions, type Model, type ModelSession } from "./model";

/** REFRESH_GRACE of the servers under test, in milliseconds. */
export const GRACE_MS = 60_000;
/** Nothing is replayed so close to the end of the grace window that it could be on either side. */
const MARGIN_MS = 20_000;

const hasAny = (model: Model): boolean => allSessions(model).length > 0;

const refreshAt = (
  real: Real,
  session: ModelSession,
  instance: number,
  cookies: Record<string, string> = cookiesOf(session.browser, session),
) => act(real, instance, "POST", "/api/auth/refresh", { cookies });

/** Takes a new access token, and the successor unless it is known already: then it is the very same. */
function receive(session: ModelSession, reply: Reply, generation: number): void {
  expect(reply.status, reply.text).toBe(200);
  const successor = reply.cookies["hufu-refresh"] ?? "";
  if (session.refreshTokens.length === generation + 1) {
    session.refreshTokens.push(successor);
    session.rotatedAt = reply.sentAt;
  }
  expect(successor).toBe(session.refreshTokens[generation + 1]);
  expect(successor).not.toBe(session.refreshTokens[generation]);
  session.accessTokens.push(reply.cookies["hufu-access"] ?? "");
}

const refresh = step("refresh", { who: whichever, at: whichever }, hasLive, async (model, real, { who, at }) => {
  const session = pick(liveSessions(model), who);
  const generation = session.refreshTokens.length - 1;
  receive(session, await refreshAt(real, session, pick(reachable(model, real), at)), generation);
});

const refreshInParallel = step(
  "refresh in parallel",
  { who: whichever, at: fc.array(whichever, { minLength: 2, maxLength: 5 }) },
  hasLive,
  async (model, real, { who, at }) => {
    const session = pick(liveSessions(model), who);
    const generation = session.refreshTokens.length - 1;
    const cookies = cookiesOf(session.browser, session);
    const where = at.map((number) => pick(reachable(model, real), number));
    const replies = await Promise.all(where.map((instance) => refreshAt(real, session, instance, cookies)));
    for (const reply of replies) receive(session, reply, generation);
  },
);

/** As if a minute went by for this session: what it has spent is long spent. */
async function outliveGrace(real: Real, session: ModelSession): Promise<void> {
  const sql = `UPDATE "Session" SET "rotatedAt" = "rotatedAt" - interval '61 s' WHERE "id" = $1`;
  await real.cluster.query(sql, [session.id]);
  session.rotatedAt = Number.NEGATIVE_INFINITY;
}

type ReplayChoice = { who: number; age: number; at: number; isLate: boolean; isFromElsewhere: boolean };
const replay = step<ReplayChoice>(
  "replay",
  { who: whichever, age: fc.nat({ max: 3 }), at: whichever, isLate: fc.boolean(), isFromElsewhere: fc.boolean() },
  hasAny,
  async (model, real, choice) => {
    if (model.isPaused) return;
    const spent = allSessions(model).filter(({ refreshTokens }) => refreshTokens.length > 1);
    if (spent.length === 0) return;
    const session = pick(spent, choice.who);
    const generation = Math.max(0, session.refreshTokens.length - 2 - choice.age);
    const at = pick(reachable(model, real), choice.at);
    const age = performance.now() - session.rotatedAt;
    if (isLive(session) && (choice.isLate || age > GRACE_MS - MARGIN_MS)) await outliveGrace(real, session);
    const { "hufu-device": device, ...tokens } = cookiesOf(session.browser, session, {
      refresh: session.refreshTokens[generation] ?? "",
    });
    const cookies = choice.isFromElsewhere || device === undefined ? tokens : { ...tokens, "hufu-device": device };

    const isLast = generation === session.refreshTokens.length - 2;
    const isRepeat = isLast && !choice.isFromElsewhere && session.rotatedAt !== Number.NEGATIVE_INFINITY;
    const reply = await refreshAt(real, session, at, cookies);
    if (isLive(session) && isRepeat) return receive(session, reply, generation);
    expect(reply.status).toBe(401);
    if (isLive(session)) {
      end([session], "reuse-detected", at, reply.heardAt);
      await expectRefused(model, real, [session], at);
    }
  },
);

const refreshEnded = step(
  "refresh what has ended",
  { who: whichever, at: whichever },
  hasAny,
  async (model, real, { who, at }) => {
    const ended = allSessions(model).filter((session) => !isLive(session));
    if (ended.length === 0 || model.isPaused) return;
    expect((await refreshAt(real, pick(ended, who), pick(reachable(model, real), at))).status).toBe(401);
  },
);

const refreshWhileRevoked = step(
  "refresh while it is revoked",
  { who: whichever, at: whichever, by: whichever },
  hasLive,
  async (model, real, choice) => {
    const session = pick(liveSessions(model), choice.who);
    const [at, by] = [pick(reachable(model, real), choice.at), pick(reachable(model, real), choice.by)];
    const cookies = cookiesOf(session.browser, session);
    const path = `/api/auth/sessions/${session.id}`;
    const [refreshed, revoked] = await Promise.all([
      refreshAt(real, session, at, cookies),
      act(real, by, "DELETE", path, { cookies }),
    ]);
    expect(revoked.status).toBe(204);
    end([session], "signed-out", by, revoked.heardAt);
    expect([200, 401]).toContain(refreshed.status);
    if (refreshed.status === 200) receive(session, refreshed, session.refreshTokens.length - 1);
    await expectRefused(model, real, [session], by);
    expect((await refreshAt(real, session, at)).status).toBe(401);
  },
);

const askAny = step(
  "ask",
  { who: whichever, at: whichever, token: whichever },
  hasAny,
  async (model, real, { who, at, token }) => {
    const session = pick(allSessions(model), who);
    const instance = at % real.cluster.instances.length;
    await ask(model, real, session, instance, -1 - (token % session.accessTokens.length));
  },
);

/** What tokens go through. Each once for how often it is drawn. */
export const TOKEN_STEPS = [
  askAny,
  askAny,
  askAny,
  askAny,
  askAny,
  askAny,
  askAny,
  askAny,
  refresh,
  refresh,
  refresh,
  refreshInParallel,
  refreshInParallel,
  replay,
  refreshEnded,
  refreshWhileRevoked,
];
