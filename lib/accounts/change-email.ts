import "server-only";
import { isUniqueViolation } from "../infra/database-busy";
import { findOperation, type Presented } from "../mails/find-operation";
import { mailPerson, mailReset, RECIPIENT } from "../mails/mail-person";
import { issueOperation, voidLater } from "../mails/operation-tokens";
import { perform } from "../sessions/acts";
import { Problem } from "../shared/errors";
import { addressOf, type NewAddress } from "./ask-email-change";

/**
 * Gives an account the address that was proven by a mailed link. Other sessions have ended when this returns; the address
 * before can take it back for seven days. Only in a session of the account: else who is asked to prove their address would
 * give it to an account whose password and way back are a stranger's.
 * @throws Problem `link_invalid`, also for a link of another account, and where the address has got one meanwhile
 */
export async function confirmEmail(
  presented: Presented,
  { session, now, ip }: { session: { userId: string; id: string }; now: Date; ip: string | null },
): Promise<void> {
  const operation = await findOperation("change-email", presented, now);
  const { userId, id: keepId } = session;
  if (operation?.userId !== userId || operation.about === null) throw new Problem("link_invalid");
  const next = addressOf(operation);
  const act = { userId, credentialVersion: Number(operation.about), operation, keepId, now, ip };
  const changed = await perform("email-changed", act, async (tx) => {
    const before = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: RECIPIENT });
    const data = { email: next.address, emailKey: next.key, emailVerifiedAt: now };
    await tx.user.update({ where: { id: userId }, data, select: { id: true } });
    const sealed: NewAddress = { address: before.email, key: before.emailKey };
    const issue = { purpose: "undo-change-email" as const, userId, emailKey: before.emailKey, sealed, now };
    const { expiresAt, ...issued } = await issueOperation(tx, issue);
    const parameters = { way: { ...issued, until: expiresAt.toISOString() }, address: next.address };
    await mailPerson(tx, before, "email-changed", parameters, { now, until: expiresAt });
    return true;
  }).catch(asTaken);
  if (!changed) throw new Problem("link_invalid");
}

function asTaken(error: unknown): null {
  if (isUniqueViolation(error)) return null; // the unique index decides
  throw error;
}

/**
 * Takes a change of the address back: the old one holds again, all sessions have ended when this returns, and the password
 * opens nothing until a new one is chosen, for whoever changed the address knew it. Addresses that came after this one
 * cannot come back, those before it can.
 * @returns whose account it is
 * @throws Problem `link_invalid`
 */
export async function undoEmailChange(presented: Presented, now: Date, ip: string | null): Promise<string> {
  const operation = await findOperation("undo-change-email", presented, now);
  if (!operation?.userId) throw new Problem("link_invalid");
  const { userId, createdAt } = operation;
  const { address, key } = addressOf(operation);
  const undone = await perform("email-change-undone", { userId, operation, now, ip }, async (tx) => {
    await voidLater(tx, userId, "undo-change-email", createdAt);
    const data = { email: address, emailKey: key, emailVerifiedAt: now, passwordHash: null };
    const person = await tx.user.update({ where: { id: userId }, data, select: RECIPIENT });
    await mailReset(tx, person, now);
    return true;
  }).catch(asTaken);
  if (!undone) throw new Problem("link_invalid");
  return userId;
}
