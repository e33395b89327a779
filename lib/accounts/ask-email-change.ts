import "server-only";
import { database, inTransaction, type Transaction } from "../infra/db";
import { lockWithin } from "../infra/lock-within";
import { mailPerson, RECIPIENT, type Recipient, wayFor } from "../mails/mail-person";
import { findOpenOperation, issueOperation, type Operation, voidOperations } from "../mails/operation-tokens";
import { isPestered, postMail } from "../mails/outbox";
import { deviceFacts } from "../sessions/device-facts";
import { recordEvents } from "../sessions/security-events";
import type { Client } from "../sessions/start-session";
import type { EmailAddress } from "../shared/email-address";
import { Problem } from "../shared/errors";
import { addSeconds } from "../shared/time";
import { isLanguage } from "../shared/words/languages";

type Asking = { userId: string; sessionId: string; client: Client; now: Date };

/** Times within an hour that a person may ask, and that one mailbox is asked, by whomever. */
const MOST_AN_HOUR = 5;
const HOUR_SECONDS = 3_600;

/**
 * Locks an account's row, so that requests at one moment are counted one after the other.
 * @throws Problem `unauthenticated` when it is gone; `too_many_requests`
 */
async function lockAsking(tx: Transaction, userId: string, now: Date): Promise<Recipient> {
  const data = { credentialVersion: { increment: 0 } };
  const [user] = await tx.user.updateManyAndReturn({ where: { id: userId }, data, select: RECIPIENT });
  if (!user) throw new Problem("unauthenticated");
  const asked = await tx.outgoingMail.findMany({
    where: { userId, kind: "change-email", createdAt: { gt: addSeconds(now, -HOUR_SECONDS) } },
    orderBy: { createdAt: "desc" },
    take: MOST_AN_HOUR,
    select: { createdAt: true },
  });
  const first = asked[MOST_AN_HOUR - 1];
  if (!first) return user;
  const waitMs = addSeconds(first.createdAt, HOUR_SECONDS).getTime() - now.getTime();
  throw new Problem("too_many_requests", { retryAfterSeconds: Math.ceil(waitMs / 1000) });
}

/**
 * Mails a new address the way to become an account's, and tells the present one. Nothing changes yet, and nobody learns
 * whether the new address has an account, or has been mailed so often that it is left in peace. Who asks anew takes back
 * what they asked before: a mistyped address is somebody's.
 * @throws Problem `unauthenticated` when the account is gone; `invalid_input` for its own address; `too_many_requests`
 */
export async function askForEmailChange(
  { address: to, key: emailKey }: EmailAddress,
  { userId, sessionId, client, now }: Asking,
): Promise<void> {
  await inTransaction(async (tx) => {
    const user = await lockAsking(tx, userId, now);
    if (user.emailKey === emailKey) throw new Problem("invalid_input", { fields: { email: ["email_unchanged"] } });
    await voidOperations(tx, userId, ["change-email"]);
    await lockWithin(tx, `change-email/${emailKey}`);
    if (await isPestered(tx, { emailKey, kind: "change-email", now })) return;
    const sealed: NewAddress = { address: to, key: emailKey };
    const about = String(user.credentialVersion);
    const issue = { purpose: "change-email" as const, userId, emailKey, about, sealed, now };
    const { expiresAt, ...issued } = await issueOperation(tx, issue);
    const language = isLanguage(user.language) ? user.language : "en";
    const toNew = { way: { ...issued, until: expiresAt.toISOString() } };
    await postMail(tx, {
      kind: "change-email",
      userId,
      emailKey,
      to,
      language,
      parameters: toNew,
      now,
      until: expiresAt,
    });
    const { way, until } = await wayFor(tx, user, { purpose: "report-session", about: sessionId, now });
    const toOld = { way, address: to, facts: deviceFacts(client, now) };
    await mailPerson(tx, user, "email-changing", toOld, { now, until });
    await recordEvents(tx, [{ userId, type: "email-change-requested", sessionId, ip: client.ip }], now);
  });
}

/** What a link that changes an address carries: the one that the account gets by it. */
export type NewAddress = { address: string; key: string };
export const addressOf = ({ sealed }: Operation): NewAddress => sealed as NewAddress; // written with that type alone

/** The address that a person has asked for and that is not confirmed yet, or null. */
export async function findAskedEmail(userId: string, now: Date): Promise<string | null> {
  const operation = await findOpenOperation(await database(), { purpose: "change-email", userId, now });
  return operation && addressOf(operation).address;
}
