import "server-only";
import { database } from "../infra/db";
import { issueOperation, type Operation, spendOperation } from "../mails/operation-tokens";
import { perform } from "../sessions/acts";
import { announcingTransaction } from "../sessions/announce";
import { hashDeviceCookie } from "../sessions/device-cookie";
import { recordEvents } from "../sessions/security-events";
import { Problem } from "../shared/errors";
import type { CheckedCredentials } from "./check-credentials";
import type { AccountProof } from "./request-verification";

export type Opened = CheckedCredentials & {
  /** By which a password is chosen now, where that of the sign-up was discarded; null where it counts. */
  resetToken: string | null;
};

/** Where a link is used. */
export type Prover = {
  deviceCookie: string | null;
  /** Who is signed in there. */
  sessionUserId?: string | null;
  now: Date;
  ip: string | null;
};

const SELECTED = {
  id: true,
  email: true,
  emailKey: true,
  name: true,
  credentialVersion: true,
  emailVerifiedAt: true,
  eraseAt: true,
} as const;
type Person = { id: string; email: string; emailKey: string; name: string | null; credentialVersion: number };

/**
 * Proves the address of an account that was made without. On a device that is or was signed in to it, or has shown its
 * password, it stays as it is; proven from elsewhere, its password may be a stranger's: it opens nothing any more, all
 * sessions have ended when this returns, and its owner chooses anew.
 * @throws Problem `link_invalid`
 */
export async function proveAccount(operation: Operation, userId: string, prover: Prover): Promise<Opened> {
  const user = await (await database()).user.findUnique({ where: { id: userId }, select: SELECTED });
  const isOpen = user && user.emailKey === operation.emailKey && !user.emailVerifiedAt && !user.eraseAt;
  if (!isOpen) throw new Problem("link_invalid");
  const isOwn = await isOwnDevice(operation, userId, prover);
  const resetToken = isOwn ? await proveHere(user, operation, prover) : await proveElsewhere(user, operation, prover);
  const { id, email, name, credentialVersion } = user;
  return { checked: { id, credentialVersion }, user: { id, email, name }, eraseAt: null, isVerified: true, resetToken };
}

async function isOwnDevice(
  { sealed }: Operation,
  userId: string,
  { deviceCookie, sessionUserId }: Prover,
): Promise<boolean> {
  if (sessionUserId === userId) return true;
  if (deviceCookie === null) return false;
  const cookieHash = hashDeviceCookie(deviceCookie);
  if ((sealed as AccountProof | null)?.deviceHashes.includes(cookieHash)) return true; // written by its order alone
  return (await (await database()).device.count({ where: { userId, cookieHash } })) > 0;
}

async function proveHere(user: Person, operation: Operation, { now, ip }: Prover): Promise<null> {
  const { id, emailKey, credentialVersion } = user;
  return announcingTransaction(async (tx, announce) => {
    const where = { id, emailKey, credentialVersion, emailVerifiedAt: null, eraseAt: null };
    const { count } = await tx.user.updateMany({ where, data: { emailVerifiedAt: now } });
    if (count === 0 || !(await spendOperation(tx, operation, now))) throw new Problem("link_invalid");
    await recordEvents(tx, [{ userId: id, type: "email-verified", ip }], now);
    announce({ kind: "profile", id, reason: "changed" });
    return null;
  }, now);
}

/** @returns the token by which a password is chosen now */
async function proveElsewhere(user: Person, operation: Operation, { now, ip }: Prover): Promise<string> {
  const { id: userId, emailKey, credentialVersion } = user;
  const act = { userId, credentialVersion, operation, now, ip };
  const token = await perform("proven-elsewhere", act, async (tx, version) => {
    const where = { id: userId, emailKey, emailVerifiedAt: null, eraseAt: null };
    const { count } = await tx.user.updateMany({ where, data: { emailVerifiedAt: now, passwordHash: null } });
    if (count === 0) return null;
    const reset = { purpose: "reset-password" as const, userId, emailKey, about: String(version), now };
    return (await issueOperation(tx, reset)).token;
  });
  if (token === null) throw new Problem("link_invalid");
  return token;
}
