import "server-only";
import { config } from "../infra/config";
import { Problem } from "../shared/errors";
import type { CheckedCredentials } from "./check-credentials";
import { requestVerification } from "./request-verification";

/** Whether nobody is let in before they have proven that their address is theirs. */
const isProofNeeded = (): boolean => config().mail.kind !== "off" && config().unverifiedMay === "nothing";

/** Whether a sign-up opens nothing before its address is proven. */
export const isProvenFirst = (): boolean => config().mail.kind === "smtp" || isProofNeeded();

/** Where someone who has shown their password comes from. */
type Entrant = {
  emailKey: string;
  /** Made where there is none, and kept by the browser: there the mailed link leaves the password as it is. */
  deviceCookie: () => string;
  now: Date;
};

/**
 * Lets someone on who has shown their password, unless there is more to be done first.
 * @throws Problem `account_leaving`; `email_unverified`, and the mail that helps is on its way; `invalid_credentials` where
 * the time to come back is over
 */
export async function admit({ eraseAt, isVerified }: CheckedCredentials, entrant: Entrant): Promise<void> {
  const { emailKey, deviceCookie, now } = entrant;
  if (eraseAt && eraseAt <= now) throw new Problem("invalid_credentials");
  if (eraseAt) throw new Problem("account_leaving", { eraseAt });
  if (isVerified || !isProofNeeded()) return;
  await requestVerification({ key: emailKey }, { deviceCookie: deviceCookie(), now });
  throw new Problem("email_unverified");
}
