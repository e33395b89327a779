import "server-only";
import { config } from "../infra/config";
import { keys } from "../infra/keys";
import { hashPassword } from "../infra/password-hash";
import { findOperation, type Presented } from "../mails/find-operation";
import { mailPerson, RECIPIENT } from "../mails/mail-person";
import { perform } from "../sessions/acts";
import { deviceFacts } from "../sessions/device-facts";
import type { Client } from "../sessions/start-session";
import { Problem } from "../shared/errors";

/**
 * Gives an account the password that was chosen by a mailed link, or by its code: all its sessions have ended when this
 * returns, and nobody is signed in. Who has the link reads the person's mail: the address is proven by it.
 * @param now read again after the hash, which may have waited
 * @throws Problem `link_invalid` for every cause alike, `busy`
 */
export async function resetPassword(
  presented: Presented,
  password: string,
  { client, now }: { client: Client; now: () => Date },
): Promise<void> {
  const operation = await findOperation("reset-password", presented, now());
  if (!operation?.userId || operation.about === null) throw new Problem("link_invalid");
  const { hash, scheme, pepperVersion } = await hashPassword(password, keys().peppers, config().bcryptCost);
  const { userId, about } = operation;
  const at = now();
  const data = { passwordHash: hash, passwordScheme: scheme, pepperVersion };
  const done = await perform(
    "password-reset",
    { userId, credentialVersion: Number(about), operation, now: at, ip: client.ip },
    async (tx) => {
      const user = await tx.user.update({ where: { id: userId }, data, select: RECIPIENT });
      await tx.user.updateMany({ where: { id: userId, emailVerifiedAt: null }, data: { emailVerifiedAt: at } });
      await mailPerson(tx, user, "password-reset", { facts: deviceFacts(client, at) }, { now: at });
      return true;
    },
  );
  if (!done) throw new Problem("link_invalid");
}
