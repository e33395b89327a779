import "server-only";
import { alertPerson, RECIPIENT } from "../mails/mail-person";
import { perform } from "../sessions/acts";
import { announcingTransaction } from "../sessions/announce";
import { recordEvents } from "../sessions/security-events";
import { Problem } from "../shared/errors";
import { addSeconds } from "../shared/time";
import type { CheckedUser } from "./check-credentials";

/** The time in which someone who has left can come back. */
export const WAY_BACK_DAYS = 14;
export const WAY_BACK_SECONDS = WAY_BACK_DAYS * 86_400;

/**
 * Closes an account: all its sessions have ended when this returns. Its owner can come back until the day that is told;
 * then all that is held about them is erased.
 * @throws Problem `unauthenticated` when the account is gone
 */
export async function leave(userId: string, now: Date, ip: string | null): Promise<Date> {
  const eraseAt = addSeconds(now, WAY_BACK_SECONDS);
  const left = await perform("left", { userId, now, ip }, async (tx) => {
    const person = await tx.user.update({ where: { id: userId }, data: { eraseAt }, select: RECIPIENT });
    await alertPerson(tx, person, "account-leaving", { eraseAt: eraseAt.toISOString() }, { now });
    return true;
  });
  if (!left) throw new Problem("unauthenticated");
  return eraseAt;
}

/** Opens an account again that its owner has left, who has just proved who they are. @throws Problem `invalid_credentials` */
export async function comeBack({ id, credentialVersion }: CheckedUser, now: Date, ip: string | null): Promise<void> {
  await announcingTransaction(async (tx, announce) => {
    const where = { id, credentialVersion, eraseAt: { gt: now } };
    const { count } = await tx.user.updateMany({ where, data: { eraseAt: null } });
    if (count === 0) throw new Problem("invalid_credentials"); // erased, or changed meanwhile
    await recordEvents(tx, [{ userId: id, type: "account-restored", ip }], now);
    announce({ kind: "profile", id, reason: "changed" });
  }, now);
}
