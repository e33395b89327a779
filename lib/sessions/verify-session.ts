import "server-only";
import { decodeProtectedHeader } from "jose";
import type { AccessClaims } from "../edge/access-token";
import { keys } from "../infra/keys";
import { faultFields, log } from "../infra/log";
import { countVerification } from "../infra/metrics";
import { Problem } from "../shared/errors";
import { processWide } from "../shared/process-wide";
import { isLiveInDatabase } from "./ask-row";
import { verifier } from "./verifier";

const RETRY_SECONDS = 1;
const LOG_EVERY_MS = 10_000;

const outage = () => processWide("outage", () => ({ loggedMs: Number.NEGATIVE_INFINITY }));

/** Now and then: in an outage every request meets the same fault. */
function logOutage(fault: unknown): void {
  if (performance.now() - outage().loggedMs < LOG_EVERY_MS) return;
  outage().loggedMs = performance.now();
  log().error(faultFields(fault), "Sessions cannot be checked: no feed, and no database");
}

/**
 * Whose an access token is, or null where it lets nobody in. No query, unless this process has been cut off from the
 * revocation feed: then the session's row decides.
 * @throws Problem `unavailable` when the feed is cut and there is nothing left to ask, or the token's key does not open
 * here: nobody is let in
 */
export async function verifySession(token: string, now: Date): Promise<AccessClaims | null> {
  const verdict = await verifier()(token, now);
  if (verdict.outcome === "unsure") {
    const isLive = await askRow(verdict.claims, verdict.kid, now);
    countVerification(isLive ? "row-accepted" : "row-refused");
    return isLive ? verdict.claims : null;
  }
  if (verdict.outcome === "invalid" && isOfUnopenedKey(token)) {
    countVerification("unavailable");
    throw new Problem("unavailable", { retryAfterSeconds: RETRY_SECONDS });
  }
  countVerification(verdict.outcome);
  return verdict.outcome === "accepted" ? verdict.claims : null;
}

/** Whether a token may be good by a key that this process cannot open: then it is not for us to call it bad. */
function isOfUnopenedKey(token: string): boolean {
  const { unopened } = keys();
  if (unopened.length === 0) return false;
  try {
    return unopened.includes(decodeProtectedHeader(token).kid ?? "");
  } catch {
    return false; // no token at all
  }
}

async function askRow(claims: AccessClaims, kid: string, now: Date): Promise<boolean> {
  try {
    return await isLiveInDatabase(claims, kid, now);
  } catch (fault) {
    countVerification("unavailable");
    logOutage(fault);
    throw new Problem("unavailable", { retryAfterSeconds: RETRY_SECONDS });
  }
}
