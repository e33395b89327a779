import "server-only";
import type { Transaction } from "../infra/db";
import { mailReset, RECIPIENT } from "../mails/mail-person";
import { postLimitedOrder } from "../mails/outbox";
import { recordEvents } from "../sessions/security-events";
import type { EmailAddress } from "../shared/email-address";

export const RESET_ORDER = "order-reset";

type Asked = { emailKey: string; ip: string | null };

/**
 * Orders a mail by which the owner of an address can choose a new password. Whether there is one is looked up behind the
 * answer: the same statements for all.
 */
export async function forgotPassword(
  { key: emailKey }: EmailAddress,
  { ip, now }: { ip: string | null; now: Date },
): Promise<void> {
  const parameters: Asked = { emailKey, ip };
  await postLimitedOrder({ order: RESET_ORDER, emailKey, parameters, now });
}

/** Does what `forgotPassword` ordered: nothing where nobody has the address. */
export async function handleResetOrder(tx: Transaction, parameters: unknown, now: Date): Promise<void> {
  const { emailKey, ip } = parameters as Asked; // written above alone
  const user = await tx.user.findUnique({ where: { emailKey }, select: { ...RECIPIENT, eraseAt: true } });
  if (!user || (user.eraseAt && user.eraseAt <= now)) return; // who has left can come back with a new password, in time
  await mailReset(tx, user, now);
  await recordEvents(tx, [{ userId: user.id, type: "reset-requested", ip }], now);
}
