import { expect } from "@playwright/test";
import { hasLive, step, whichever } from "./command";
import { act, cookiesOf, expectRefused, pick, reachable } from "./driver";
import { end, isLive, liveSessions, type ModelSession, sessionsOf } from "./model";

const revokeOne = step(
  "revoke one",
  { who: whichever, which: whichever, at: whichever },
  hasLive,
  async (model, real, choice) => {
    const actor = pick(liveSessions(model), choice.who);
    const target = pick(sessionsOf(actor.browser.user), choice.which);
    const at = pick(reachable(model, real), choice.at);
    const wasLive = isLive(target);
    const path = `/api/auth/sessions/${target.id}`;
    const reply = await act(real, at, "DELETE", path, { cookies: cookiesOf(actor.browser, actor) });
    expect(reply.status).toBe(wasLive ? 204 : 404);
    if (wasLive) end([target], target === actor ? "signed-out" : "revoked", at, reply.heardAt);
    await expectRefused(
      model,
      real,
      [target].filter(({ ended }) => ended?.by === at),
      at,
    );
  },
);

const revokeForeign = step(
  "revoke a stranger's",
  { who: whichever, which: whichever, at: whichever },
  hasLive,
  async (model, real, choice) => {
    const actor = pick(liveSessions(model), choice.who);
    const foreign = model.users.filter((user) => user !== actor.browser.user).flatMap(sessionsOf);
    if (foreign.length === 0) return;
    const path = `/api/auth/sessions/${pick(foreign, choice.which).id}`;
    const at = pick(reachable(model, real), choice.at);
    expect((await act(real, at, "DELETE", path, { cookies: cookiesOf(actor.browser, actor) })).status).toBe(404);
  },
);

/** @param isSpared whose session outlives the act */
const revokeMany = (
  name: string,
  path: string,
  reason: "revoked-others" | "revoked-all",
  isSpared: (session: ModelSession, actor: ModelSession) => boolean,
) =>
  step(name, { who: whichever, at: whichever }, hasLive, async (model, real, choice) => {
    const actor = pick(liveSessions(model), choice.who);
    const targets = sessionsOf(actor.browser.user).filter((session) => isLive(session) && !isSpared(session, actor));
    const at = pick(reachable(model, real), choice.at);
    const reply = await act(real, at, "POST", path, { cookies: cookiesOf(actor.browser, actor) });
    expect([reply.status, JSON.parse(reply.text)]).toEqual([200, { revoked: targets.length }]);
    end(targets, reason, at, reply.heardAt);
    await expectRefused(model, real, targets, at);
  });

const signOut = step("sign out", { who: whichever, at: whichever }, hasLive, async (model, real, choice) => {
  const actor = pick(liveSessions(model), choice.who);
  const at = pick(reachable(model, real), choice.at);
  const reply = await act(real, at, "POST", "/api/auth/sign-out", { cookies: cookiesOf(actor.browser, actor) });
  expect(reply.status).toBe(204);
  end([actor], "signed-out", at, reply.heardAt);
  await expectRefused(model, real, [actor], at);
});

/** What ends sessions. Each once for how often it is drawn. */
export const REVOCATIONS = [
  revokeOne,
  revokeOne,
  revokeForeign,
  revokeMany(
    "revoke others",
    "/api/auth/sessions/revoke-others",
    "revoked-others",
    (session, actor) => session === actor,
  ),
  revokeMany("revoke all", "/api/auth/sessions/revoke-all", "revoked-all", () => false),
  signOut,
];
