import "server-only";
import { config } from "../infra/config";
import type { Transaction } from "../infra/db";
import { keys } from "../infra/keys";
import { hashPassword } from "../infra/password-hash";
import { mailPerson, RECIPIENT } from "../mails/mail-person";
import { issueOperation } from "../mails/operation-tokens";
import { postLimitedOrder, postMail } from "../mails/outbox";
import { hashDeviceCookie } from "../sessions/device-cookie";
import type { EmailAddress } from "../shared/email-address";
import type { Language } from "../shared/words/languages";

export const SIGN_UP_ORDER = "order-sign-up";

/** A sign-up that waits for its address to be proven. Kept encrypted, in no row of an account. */
export type PendingSignUp = {
  email: EmailAddress;
  name: string | null;
  language: Language;
  /** Its password counts only where the link is used on the device that chose it. */
  deviceHash: string;
  password: { passwordHash: string; passwordScheme: number; pepperVersion: number };
  ip: string | null;
};

type SignUpRequest = Omit<PendingSignUp, "password" | "deviceHash"> & { password: string; deviceCookie: string };

/**
 * Orders the mail that opens an account. Whether the address has one already is looked up behind the answer: the same hash
 * and the same statements for all.
 * @param now read after the hash, which may have waited
 * @throws Problem `busy`
 */
export async function requestSignUp(
  { password, deviceCookie, ...asked }: SignUpRequest,
  now: () => Date,
): Promise<void> {
  const { hash, scheme, pepperVersion } = await hashPassword(password, keys().peppers, config().bcryptCost);
  const at = now();
  const { key: emailKey } = asked.email;
  const kept = { passwordHash: hash, passwordScheme: scheme, pepperVersion };
  const parameters: PendingSignUp = { ...asked, deviceHash: hashDeviceCookie(deviceCookie), password: kept };
  await postLimitedOrder({ order: SIGN_UP_ORDER, emailKey, parameters, now: at });
}

/** Does what `requestSignUp` ordered: a link that makes the account, or word that there is one. */
export async function handleSignUpOrder(tx: Transaction, parameters: unknown, now: Date): Promise<void> {
  const pending = parameters as PendingSignUp; // written above alone
  const user = await tx.user.findUnique({ where: { emailKey: pending.email.key }, select: RECIPIENT });
  if (user) await mailPerson(tx, user, "has-account", {}, { now });
  else await mailPendingSignUp(tx, pending, now);
}

/** Mails the link that makes an account; an older one to the same address is void from now on. */
export async function mailPendingSignUp(tx: Transaction, pending: PendingSignUp, now: Date): Promise<void> {
  const { language } = pending;
  const { address: to, key: emailKey } = pending.email;
  const issue = { purpose: "verify-email" as const, userId: null, emailKey, sealed: pending, now };
  const { expiresAt: until, ...issued } = await issueOperation(tx, issue);
  const parameters = { way: { ...issued, until: until.toISOString() } };
  await postMail(tx, { kind: "verify-email", userId: null, emailKey, to, language, parameters, now, until });
}
