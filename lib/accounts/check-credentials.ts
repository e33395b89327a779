import "server-only";
import { config } from "../infra/config";
import { database } from "../infra/db";
import { keys } from "../infra/keys";
import { checkPassword, hashPassword, isOutdated, type PasswordHash, wasCheckedWhole } from "../infra/password-hash";
import type { EmailAddress } from "../shared/email-address";
import { isProblem, Problem } from "../shared/errors";
import { noteFailedSignIn } from "./failed-sign-ins";
import { findCredentials } from "./queries";

/** Who proved who they are, and with which state of their credentials. */
export type CheckedUser = { id: string; credentialVersion: number };

/** The same, with what the answer says of them. */
export type CheckedCredentials = {
  checked: CheckedUser;
  user: { id: string; email: string; name: string | null };
  /** When the account is erased, where its owner has left it: nobody signs in to it before they have come back. */
  eraseAt: Date | null;
  /** Whether its owner has proven that its address is theirs. */
  isVerified: boolean;
};

/** Where an attempt comes from. The time is read after the hash, which may have waited. */
export type Attempt = { ip: string | null; now: () => Date };

/**
 * Checks an e-mail address and a password. An unknown address costs the same hash as a wrong password, and a failed
 * attempt at an account is noted for its owner without I/O, so the time of the answer does not tell them apart.
 * @throws Problem `invalid_credentials` for every cause alike, `busy`
 * @see OWASP Authentication, "Authentication and Error Messages"
 */
export async function checkCredentials(
  email: EmailAddress,
  password: string,
  attempt: Attempt,
): Promise<CheckedCredentials> {
  const user = await findCredentials(email.key);
  const stored: PasswordHash | null = user?.passwordHash
    ? { hash: user.passwordHash, scheme: user.passwordScheme, pepperVersion: user.pepperVersion }
    : null;
  const isRight = await checkPassword(password, stored, keys().peppers, config().bcryptCost);
  if (!user || !stored || !isRight) {
    if (user) noteFailedSignIn(user.id, attempt.ip, attempt.now());
    throw new Problem("invalid_credentials");
  }
  const checked = { id: user.id, credentialVersion: user.credentialVersion };
  await upgradeHash(checked, stored, password);
  const { id, email: address, name, eraseAt, emailVerifiedAt } = user;
  return { checked, user: { id, email: address, name }, eraseAt, isVerified: emailVerifiedAt !== null };
}

/** Hashes a password anew that was kept by an older rule, now that it is at hand. */
async function upgradeHash(
  { id, credentialVersion }: CheckedUser,
  stored: PasswordHash,
  password: string,
): Promise<void> {
  const { bcryptCost } = config();
  if (!isOutdated(stored, keys().peppers, bcryptCost) || !wasCheckedWhole(password, stored)) return;
  const upgraded = await hashPassword(password, keys().peppers, bcryptCost).catch((error: unknown) => {
    if (isProblem(error) && error.code === "busy") return null; // another day: the sign-in itself is good
    throw error;
  });
  if (!upgraded) return;
  const { hash, scheme, pepperVersion } = upgraded;
  await (await database()).user.updateMany({
    where: { id, credentialVersion, passwordHash: stored.hash }, // a password changed meanwhile stays changed
    data: { passwordHash: hash, passwordScheme: scheme, pepperVersion },
  });
}
