import "server-only";
import { isUniqueViolation } from "../infra/database-busy";
import { inTransaction, type Transaction } from "../infra/db";
import { randomId } from "../infra/random-id";
import { findOperation, type Presented } from "../mails/find-operation";
import { issueOperation, spendOperation } from "../mails/operation-tokens";
import { hashDeviceCookie } from "../sessions/device-cookie";
import { recordEvents } from "../sessions/security-events";
import { Problem } from "../shared/errors";
import { type Opened, type Prover, proveAccount } from "./prove-account";
import type { PendingSignUp } from "./request-sign-up";

/**
 * Makes the account of a sign-up whose address was proven by a mailed link. Its password and name count only on the device
 * that chose them: proven from elsewhere, the sign-up may have been anyone's, and its owner chooses anew. The same holds
 * for an account that was there before its address was proven.
 * @throws Problem `link_invalid`, also where the address has got an account meanwhile
 */
export async function openAccount(presented: Presented, prover: Prover): Promise<Opened> {
  const { deviceCookie, now, ip } = prover;
  const operation = await findOperation("verify-email", presented, now);
  if (operation?.userId) return proveAccount(operation, operation.userId, prover);
  if (!operation?.sealed) throw new Problem("link_invalid");
  const pending = operation.sealed as PendingSignUp; // written by requestSignUp alone
  const isSameDevice = deviceCookie !== null && hashDeviceCookie(deviceCookie) === pending.deviceHash;
  const opened = await inTransaction(async (tx) => {
    if (!(await spendOperation(tx, operation, now))) return null;
    return insertAccount(tx, pending, { isSameDevice, now, ip });
  }).catch((error: unknown) => {
    if (isUniqueViolation(error)) return null; // the unique index decides
    throw error;
  });
  if (!opened) throw new Problem("link_invalid");
  return opened;
}

async function insertAccount(
  tx: Transaction,
  pending: PendingSignUp,
  { isSameDevice, now, ip }: { isSameDevice: boolean; now: Date; ip: string | null },
): Promise<Opened> {
  const { address: email, key: emailKey } = pending.email;
  const [id, name] = [randomId(), isSameDevice ? pending.name : null];
  const proven = { email, emailKey, emailVerifiedAt: now, language: pending.language, createdAt: now };
  await tx.user.createMany({ data: [{ id, name, ...proven, ...(isSameDevice && pending.password) }] });
  await recordEvents(
    tx,
    [
      { userId: id, type: "signed-up", ip },
      { userId: id, type: "email-verified", ip },
    ],
    now,
  );
  const reset = { purpose: "reset-password" as const, userId: id, emailKey, about: "0", now };
  const resetToken = isSameDevice ? null : (await issueOperation(tx, reset)).token;
  const user = { id, email, name };
  return { checked: { id, credentialVersion: 0 }, user, eraseAt: null, isVerified: true, resetToken };
}
