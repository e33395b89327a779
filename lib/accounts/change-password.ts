import "server-only";
import { config } from "../infra/config";
import { database } from "../infra/db";
import { keys } from "../infra/keys";
import { checkPassword, hashPassword } from "../infra/password-hash";
import { alertPerson, RECIPIENT, wayFor } from "../mails/mail-person";
import { perform } from "../sessions/acts";
import { deviceFacts } from "../sessions/device-facts";
import type { Client } from "../sessions/start-session";
import { Problem } from "../shared/errors";
import { noteFailedSignIn } from "./failed-sign-ins";

type Change = { userId: string; sessionId: string; current: string; password: string; client: Client };

const CREDENTIALS = { passwordHash: true, passwordScheme: true, pepperVersion: true, credentialVersion: true } as const;

/**
 * Changes the password of who knows the present one. All other sessions have ended when this returns, and the owner is
 * mailed, with a way to say that it was not them.
 * @returns how many sessions ended
 * @param now read again after the hashes, which may have waited
 * @throws Problem `invalid_input` for a wrong present password, `busy`
 */
export async function changePassword(
  { userId, sessionId, current, password, client }: Change,
  now: () => Date,
): Promise<number> {
  const user = await (await database()).user.findUnique({ where: { id: userId }, select: CREDENTIALS });
  if (!user) throw new Problem("unauthenticated");
  const { passwordHash, passwordScheme, pepperVersion, credentialVersion } = user;
  const stored = passwordHash ? { hash: passwordHash, scheme: passwordScheme, pepperVersion } : null;
  const { peppers } = keys();
  const { bcryptCost } = config();
  if (!(await checkPassword(current, stored, peppers, bcryptCost))) {
    noteFailedSignIn(userId, client.ip, now());
    throw wrongPassword();
  }
  const hashed = await hashPassword(password, peppers, bcryptCost);
  const data = { passwordHash: hashed.hash, passwordScheme: hashed.scheme, pepperVersion: hashed.pepperVersion };
  const at = now();
  const act = { userId, credentialVersion, keepId: sessionId, now: at, ip: client.ip };
  const isOther = { userId, id: { not: sessionId }, endedAt: null, expiresAt: { gt: at } };
  const ended = await perform("password-changed", act, async (tx) => {
    const others = await tx.session.count({ where: isOther });
    const person = await tx.user.update({ where: { id: userId }, data, select: RECIPIENT });
    const { way, until } = await wayFor(tx, person, { purpose: "report-session", about: sessionId, now: at });
    await alertPerson(tx, person, "password-changed", { way, facts: deviceFacts(client, at) }, { now: at, until });
    return others;
  });
  if (ended === null) throw wrongPassword(); // it was changed meanwhile
  return ended;
}

const wrongPassword = () => new Problem("invalid_input", { fields: { current: ["password_wrong"] } });
