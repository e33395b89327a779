import "server-only";
import type { AccessClaims } from "../edge/access-token";
import { faultFields, log } from "../infra/log";
import { countVerification } from "../infra/metrics";
import { Problem } from "../shared/errors";
import { isLiveInDatabase } from "./ask-row";
import { verifier } from "./verifier";

const RETRY_SECONDS = 1;

/**
 * Whose an access token is, or null where it lets nobody in. No query, unless this process has been cut off from the
 * revocation feed: then the session's row decides.
 * @throws Problem `unavailable` when the feed is cut and there is nothing left to ask: nobody is let in
 */
export async function verifySession(token: string, now: Date): Promise<AccessClaims | null> {
  const verdict = await verifier()(token, now);
  if (verdict.outcome === "unsure") {
    const isLive = await askRow(verdict.claims, verdict.kid, now);
    countVerification(isLive ? "row-accepted" : "row-refused");
    return isLive ? verdict.claims : null;
  }
  countVerification(verdict.outcome);
  return verdict.outcome === "accepted" ? verdict.claims : null;
}

async function askRow(claims: AccessClaims, kid: string, now: Date): Promise<boolean> {
  try {
    return await isLiveInDatabase(claims, kid, now);
  } catch (fault) {
    countVerification("unavailable");
    log().error(faultFields(fault), "A session could not be checked: no feed, and no database");
    throw new Problem("unavailable", { retryAfterSeconds: RETRY_SECONDS });
  }
}
