import "server-only";
import { database, inTransaction, type Transaction } from "../infra/db";
import { findOperation } from "../mails/find-operation";
import { issueOperation, type Operation, spendOperation } from "../mails/operation-tokens";
import { Problem } from "../shared/errors";
import { hashDeviceCookie } from "./device-cookie";

/** A sign-in that waits for its person to choose which of their sessions ends for it. */
export type PendingChoice = {
  userId: string;
  /** As it was when they proved who they are: a ticket does not outlive a change of the password. */
  credentialVersion: number;
  remembered: boolean;
};

/** What a ticket is void without: the credentials as they were, and the browser that they were typed into. */
const aboutOf = (credentialVersion: number, deviceCookie: string): string =>
  `${credentialVersion}/${hashDeviceCookie(deviceCookie)}`;

/**
 * Makes the ticket by which the choice is made within five minutes. A newer one for the same browser takes its place.
 * @param deviceCookie of the browser that signs in: a ticket that was copied is worth nothing in another
 * @throws Problem `invalid_credentials` when the account is gone
 */
export async function offerChoice(
  { userId, credentialVersion, remembered }: PendingChoice,
  deviceCookie: string,
  now: Date,
): Promise<string> {
  return inTransaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { id: userId }, select: { emailKey: true } });
    if (!user) throw new Problem("invalid_credentials");
    const about = aboutOf(credentialVersion, deviceCookie);
    const kept = { credentialVersion, remembered };
    const { emailKey } = user;
    return (await issueOperation(tx, { purpose: "choose-session", userId, emailKey, about, sealed: kept, now })).token;
  });
}

/**
 * The sign-in that a ticket stands for. It is spent in the transaction that opens the session.
 * @throws Problem `choice_over` for every cause alike
 */
export async function findChoice(
  ticket: string | null,
  deviceCookie: string | null,
  now: Date,
): Promise<PendingChoice & { operation: Operation }> {
  const operation = ticket && deviceCookie ? await findOperation("choose-session", { token: ticket }, now) : null;
  if (!operation?.userId || !deviceCookie) throw new Problem("choice_over");
  const { userId } = operation;
  const { credentialVersion, remembered } = operation.sealed as Omit<PendingChoice, "userId">; // written above alone
  const isItsBrowser = operation.about === aboutOf(credentialVersion, deviceCookie);
  const where = { id: userId, credentialVersion };
  if (!isItsBrowser || (await (await database()).user.count({ where })) === 0) throw new Problem("choice_over");
  return { operation, userId, credentialVersion, remembered };
}

/** @throws Problem `choice_over` when another request did so before */
export async function spendChoice(tx: Transaction, operation: Operation, now: Date): Promise<void> {
  if (!(await spendOperation(tx, operation, now))) throw new Problem("choice_over");
}
