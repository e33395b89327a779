import "server-only";
import type { Transaction } from "../infra/db";
import type { MailParameters } from "../mails/kinds";
import { mailPerson, RECIPIENT } from "../mails/mail-person";
import { findOpenOperation, issueOperation } from "../mails/operation-tokens";
import { postLimitedOrder } from "../mails/outbox";
import { hashDeviceCookie } from "../sessions/device-cookie";
import type { EmailAddress } from "../shared/email-address";
import { mailPendingSignUp, type PendingSignUp } from "./request-sign-up";

export const VERIFICATION_ORDER = "order-verification";

type Asked = { emailKey: string; deviceHash: string | null };

/** What the link to an account that exists is about: the devices that have shown its password since. */
export type AccountProof = { deviceHashes: readonly string[] };
/** Older ones are forgotten: on those the password is chosen anew. */
const MOST_DEVICES = 5;

/**
 * Orders the mail by which the owner of an address proves that it is theirs. What there is to prove is looked up behind the
 * answer: the same statements for all.
 * @param deviceCookie of a device that has just shown the account's password; null where anyone may be asking
 */
export async function requestVerification(
  { key: emailKey }: Pick<EmailAddress, "key">,
  { deviceCookie, now }: { deviceCookie: string | null; now: Date },
): Promise<void> {
  const parameters: Asked = { emailKey, deviceHash: deviceCookie && hashDeviceCookie(deviceCookie) };
  await postLimitedOrder({ order: VERIFICATION_ORDER, emailKey, parameters, now });
}

/** Does what `requestVerification` ordered: nothing where nothing is to be proven. */
export async function handleVerificationOrder(tx: Transaction, parameters: unknown, now: Date): Promise<void> {
  const { emailKey, deviceHash } = parameters as Asked; // written above alone
  const select = { ...RECIPIENT, emailVerifiedAt: true, eraseAt: true } as const;
  const user = await tx.user.findUnique({ where: { emailKey }, select });
  const purpose = "verify-email" as const;
  const issued = await findOpenOperation(tx, { purpose, userId: user?.id ?? null, emailKey, now });
  if (!user) {
    if (issued) await mailPendingSignUp(tx, issued.sealed as PendingSignUp, now); // written by requestSignUp alone
    return;
  }
  if (user.emailVerifiedAt || user.eraseAt) return;
  const known = (issued?.sealed as AccountProof | undefined)?.deviceHashes ?? []; // written below alone
  const deviceHashes = [...new Set([...known, ...(deviceHash ? [deviceHash] : [])])].slice(-MOST_DEVICES);
  const sealed: AccountProof = { deviceHashes };
  const { expiresAt, ...made } = await issueOperation(tx, { purpose, userId: user.id, emailKey, sealed, now });
  const told: MailParameters["verify-account"] = { way: { ...made, until: expiresAt.toISOString() } };
  await mailPerson(tx, user, "verify-account", told, { now, until: expiresAt });
}
