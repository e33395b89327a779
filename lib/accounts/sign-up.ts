import "server-only";
import { config } from "../infra/config";
import { isUniqueViolation } from "../infra/database-busy";
import { inTransaction } from "../infra/db";
import { keys } from "../infra/keys";
import { hashPassword } from "../infra/password-hash";
import { randomId } from "../infra/random-id";
import { recordEvents } from "../sessions/security-events";
import type { EmailAddress } from "../shared/email-address";
import { Problem } from "../shared/errors";
import type { Language } from "../shared/words/languages";
import type { CheckedCredentials } from "./check-credentials";

export type SignUp = {
  email: EmailAddress;
  password: string;
  name: string | null;
  /** Of the mails to this person, as far as it is known. */
  language?: Language;
  ip: string | null;
};

/**
 * Makes an account. Costs one hash, also when the address is taken.
 * @param now read after the hash, which may have waited
 * @throws Problem `email_taken`, `busy`
 */
export async function signUp(
  { email, password, name, language, ip }: SignUp,
  now: () => Date,
): Promise<CheckedCredentials> {
  const { hash, scheme, pepperVersion } = await hashPassword(password, keys().peppers, config().bcryptCost);
  const user = {
    id: randomId(),
    email: email.address,
    emailKey: email.key,
    name,
    language: language ?? null,
    passwordHash: hash,
    passwordScheme: scheme,
    pepperVersion,
    createdAt: now(),
  };
  try {
    await inTransaction(async (tx) => {
      await tx.user.createMany({ data: [user] });
      await recordEvents(tx, [{ userId: user.id, type: "signed-up", ip }], user.createdAt);
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new Problem("email_taken"); // the unique index decides
    throw error;
  }
  return {
    checked: { id: user.id, credentialVersion: 0 },
    user: { id: user.id, email: user.email, name },
    eraseAt: null,
    isVerified: false,
  };
}
