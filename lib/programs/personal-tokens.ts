import "server-only";
import { database, inTransaction } from "../infra/db";
import { randomId } from "../infra/random-id";
import { endPersonalTokens } from "../sessions/end-personal-tokens";
import { lockSession } from "../sessions/lock-session";
import type { EndReason } from "../sessions/policy";
import { recordEvents } from "../sessions/security-events";
import { Problem } from "../shared/errors";
import { delegable, grantable, type Scope } from "../shared/scopes";
import { addSeconds } from "../shared/time";
import { hashPersonalToken, isWellFormed, randomPersonalToken } from "./personal-token-text";

/** A token's last use is written at most this often. */
const WRITE_EVERY_SECONDS = 60;
/** Live tokens of one person. */
export const MAX_PERSONAL_TOKENS = 50;

const LISTED = {
  id: true,
  name: true,
  scope: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  lastIp: true,
} as const;

/** A personal access token as its owner sees it. */
export type ListedToken = {
  id: string;
  name: string;
  scope: string;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  lastIp: string | null;
};

const whereLive = (now: Date) => ({ endedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] });

type Making = {
  userId: string;
  sessionId: string;
  /** What that session was granted. */
  held: string;
  name: string;
  scope: readonly Scope[];
  expiresAt: Date | null;
  now: Date;
  ip: string | null;
};

/**
 * Makes a token. It is shown this once: a hash is all that is kept.
 * @throws Problem `unauthenticated` when the session or the account is gone, `scope_not_granted`, `too_many_tokens`
 */
export async function makePersonalToken(making: Making): Promise<{ id: string; token: string }> {
  const { userId, sessionId, held, name, scope, expiresAt, now, ip } = making;
  const [id, token] = [randomId(), randomPersonalToken()];
  await inTransaction(async (tx) => {
    // Locks the user's row: two requests at one moment do not pass the limit together, nor a withdrawal of a permission.
    const [user] = await tx.user.updateManyAndReturn({
      where: { id: userId },
      data: { id: userId },
      select: { permissions: true },
    });
    // What was on its way when everything was signed out is too late: it would outlive that.
    if (!user || !(await lockSession(tx, { id: sessionId, userId }))) throw new Problem("unauthenticated");
    const granted = delegable(grantable(scope, user.permissions), held);
    if (granted.length < scope.length) throw new Problem("scope_not_granted");
    if ((await tx.personalToken.count({ where: { userId, ...whereLive(now) } })) >= MAX_PERSONAL_TOKENS) {
      throw new Problem("too_many_tokens");
    }
    const data = {
      id,
      userId,
      name,
      scope: granted.join(" "),
      hash: hashPersonalToken(token),
      createdAt: now,
      expiresAt,
    };
    await tx.personalToken.create({ data, select: { id: true } });
    await recordEvents(tx, [{ userId, type: "token-made", sessionId, about: name, ip }], now);
  });
  return { id, token };
}

/** A person's tokens that are good, the newest first. */
export const listPersonalTokens = async (userId: string, now: Date): Promise<ListedToken[]> =>
  (await database()).personalToken.findMany({
    where: { userId, ...whereLive(now) },
    select: LISTED,
    orderBy: { createdAt: "desc" },
  });

export type FoundToken = ListedToken & { userId: string };

/**
 * Whose a presented token is: one query, and a write a minute.
 * @param ip where it comes from; undefined: a service was shown it, and nobody here knows by whom
 * @returns null for every token that is not good
 */
export async function findPersonalToken(
  token: string,
  ip: string | null | undefined,
  now: Date,
): Promise<FoundToken | null> {
  if (!isWellFormed(token)) return null;
  const { personalToken } = await database();
  const found = await personalToken.findFirst({
    where: { hash: hashPersonalToken(token), ...whereLive(now) },
    select: { ...LISTED, userId: true },
  });
  if (!found) return null;
  const isWritten = found.lastUsedAt && now < addSeconds(found.lastUsedAt, WRITE_EVERY_SECONDS);
  if (!isWritten) await personalToken.updateMany({ where: { id: found.id }, data: { lastUsedAt: now, lastIp: ip } });
  return found;
}

type Ending = { userId: string; id: string; reason: EndReason; now: Date; ip: string | null };

/** Takes a token back: the next request with it is refused. @returns false for one that is not the person's, or is over */
export async function endPersonalToken({ userId, id, ...ending }: Ending): Promise<boolean> {
  return inTransaction(async (tx) => (await endPersonalTokens(tx, { scope: { userId, id }, ...ending })) === 1);
}
