import { expect } from "@playwright/test";
import fc from "fast-check";
import { PASSWORD } from "../fixtures/test";
import { hasLive, step, whichever } from "./command";
import { act, cookiesOf, expectRefused, pick, type Real, reachable } from "./driver";
import {
  end,
  isLive,
  liveSessionOf,
  liveSessions,
  type Model,
  type ModelBrowser,
  receiveSession,
  sessionsOf,
} from "./model";

const canAct = (model: Model): boolean => !model.isPaused;

/** Signs in from a browser; what it held ends as replaced. */
export async function signIn(model: Model, real: Real, browser: ModelBrowser, instance: number): Promise<void> {
  const before = liveSessionOf(browser);
  const json = { email: browser.user.email, password: PASSWORD };
  const cookies = browser.deviceCookie ? cookiesOf(browser, before) : {};
  const reply = await act(real, instance, "POST", "/api/auth/sign-in", { cookies, json });
  expect(reply.status, reply.text).toBe(200);
  const ended = before ? [before] : [];
  end(ended, "replaced", instance, reply.heardAt);
  const { session } = JSON.parse(reply.text) as { session: { id: string } };
  receiveSession(browser, session.id, reply.cookies, reply.sentAt);
  await expectRefused(model, real, ended, instance);
}

const signInAnew = step(
  "sign in on a new device",
  { who: whichever, at: whichever },
  canAct,
  async (model, real, { who, at }) => {
    const user = pick(model.users, who);
    const browser: ModelBrowser = { user, deviceCookie: "", name: null, sessions: [] };
    user.browsers.push(browser);
    await signIn(model, real, browser, pick(reachable(model, real), at));
  },
);

const signInAgain = step(
  "sign in on the same device",
  { who: whichever, where: whichever, at: whichever },
  canAct,
  async (model, real, choice) => {
    const { browsers } = pick(model.users, choice.who);
    if (browsers.length > 0)
      await signIn(model, real, pick(browsers, choice.where), pick(reachable(model, real), choice.at));
  },
);

const rename = step(
  "rename",
  { who: whichever, which: whichever, at: whichever, name: fc.constantFrom("phone", "laptop", "work") },
  hasLive,
  async (model, real, choice) => {
    const actor = pick(liveSessions(model), choice.who);
    const target = pick(sessionsOf(actor.browser.user), choice.which);
    const at = pick(reachable(model, real), choice.at);
    const cookies = cookiesOf(actor.browser, actor);
    const path = `/api/auth/sessions/${target.id}`;
    const reply = await act(real, at, "PATCH", path, { cookies, json: { name: choice.name } });
    expect(reply.status).toBe(isLive(target) ? 200 : 404);
    if (isLive(target)) target.browser.name = choice.name;
  },
);

/** Who looks at the list sees what is live and nothing else, wherever it was changed. */
const list = step("list", { who: whichever, at: whichever }, hasLive, async (model, real, choice) => {
  const actor = pick(liveSessions(model), choice.who);
  const { user } = actor.browser;
  const reply = await act(real, pick(reachable(model, real), choice.at), "GET", "/api/auth/sessions", {
    cookies: cookiesOf(actor.browser, actor),
  });
  const { sessions } = JSON.parse(reply.text) as { sessions: { id: string; name: string | null; current: boolean }[] };
  const live = sessionsOf(user).filter(isLive);
  const named = ({ id, name }: { id: string; name: string | null }) => `${id} ${name}`;
  expect(sessions.map(named).sort()).toEqual(live.map(({ id, browser }) => named({ id, name: browser.name })).sort());
  expect(sessions.filter(({ current }) => current).map(({ id }) => id)).toEqual([actor.id]);
});

/** What people do. Each once for how often it is drawn. */
export const ACTS = [signInAnew, signInAnew, signInAnew, signInAgain, rename, list];
