import type { EndReason } from "../../lib/sessions/policy";

/** Milliseconds of `performance.now()` in this process. */
type Moment = number;

export type ModelUser = { readonly id: string; readonly email: string; readonly browsers: ModelBrowser[] };

export type ModelBrowser = {
  readonly user: ModelUser;
  deviceCookie: string;
  /** Given by its owner. It stays across sign-ins. */
  name: string | null;
  /** The last one first signed in to is the last. At most that one is live. */
  readonly sessions: ModelSession[];
};

export type ModelSession = {
  readonly id: string;
  readonly browser: ModelBrowser;
  /** All that were ever issued. They outlive the test: what refuses them is the end of the session alone. */
  readonly accessTokens: string[];
  /** By generation: the last is good, the one before for a while. */
  readonly refreshTokens: string[];
  /** No earlier than the database has it. */
  rotatedAt: Moment;
  ended: End | null;
  /** Instances that have refused it: they never let it in again. */
  readonly refusedBy: Set<number>;
};

/** @param at when the answer was there: it had committed before */
export type End = { readonly reason: EndReason; readonly by: number; readonly at: Moment };

/** What must hold, in the simplest words that say it. */
export type Model = {
  readonly users: ModelUser[];
  /** The instance that can neither hear nor ask the others, and since when. */
  cut: { readonly instance: number; readonly since: Moment } | null;
  isPaused: boolean;
};

export const sessionsOf = (user: ModelUser): ModelSession[] => user.browsers.flatMap(({ sessions }) => sessions);
export const allSessions = ({ users }: Model): ModelSession[] => users.flatMap(sessionsOf);
export const isLive = ({ ended }: ModelSession): boolean => ended === null;
export const liveSessions = (model: Model): ModelSession[] => allSessions(model).filter(isLive);
export const liveSessionOf = ({ sessions }: ModelBrowser): ModelSession | undefined => sessions.find(isLive);

/** What a sign-in has given a browser. @param sentAt before it was opened */
export function receiveSession(
  browser: ModelBrowser,
  id: string,
  cookies: Record<string, string>,
  sentAt: Moment,
): void {
  browser.deviceCookie = cookies["hufu-device"] ?? "";
  browser.sessions.push({
    id,
    browser,
    accessTokens: [cookies["hufu-access"] ?? ""],
    refreshTokens: [cookies["hufu-refresh"] ?? ""],
    rotatedAt: sentAt,
    ended: null,
    refusedBy: new Set(),
  });
}

/** Each ends for this reason, once. */
export function end(sessions: readonly ModelSession[], reason: EndReason, by: number, at: Moment): void {
  for (const session of sessions) session.ended = { reason, by, at };
}

/** Hufu's promise for other processes, in milliseconds. */
const PROMISE_MS = 5_000;

/**
 * What an instance may answer to the session's access token, asked at `sentAt`: handled later than that, so by its own
 * clock it knew, or knew that it did not know.
 */
export function allowedAnswers(model: Model, session: ModelSession, instance: number, sentAt: Moment): number[] {
  const { ended, refusedBy } = session;
  const isCut = model.cut?.instance === instance;
  const unavailable = isCut || model.isPaused ? [503] : [];
  if (!ended) {
    const hasNothingToAsk = isCut && model.cut !== null && sentAt > model.cut.since + PROMISE_MS;
    return hasNothingToAsk ? [503] : [200, ...unavailable];
  }
  const mustKnow = ended.by === instance || refusedBy.has(instance) || sentAt > ended.at + PROMISE_MS;
  return [401, ...unavailable, ...(mustKnow ? [] : [200])];
}
