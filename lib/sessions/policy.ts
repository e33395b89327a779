import "server-only";
import { config } from "../infra/config";
import { addSeconds, earlier } from "../shared/time";

/** Why a session ended. The reason feeds the list of ended sessions, the security log, the mail and the live tabs. */
export const END_REASONS = [
  "signed-out",
  "revoked",
  "revoked-others",
  "revoked-all",
  "replaced",
  "limit",
  "idle",
  "expired",
  "password-changed",
  "password-reset",
  "email-changed",
  "factor-added",
  "reuse-detected",
  "reported",
  "admin",
] as const;
export type EndReason = (typeof END_REASONS)[number];

/** Ends that say nothing against what was done before: whoever held the session left it, or used it no more. */
const OWN_ENDS: readonly EndReason[] = ["signed-out", "replaced", "limit", "idle", "expired"];

/** Whether a session that ended so was taken from whoever held it. */
export const isTakenBack = (reason: EndReason): boolean => !OWN_ENDS.includes(reason);

/** Lifetimes of a session of this kind, in seconds. */
export const lifetimes = (isRemembered: boolean) => (isRemembered ? config().remembered : config().session);

/** The instant a session dies unless it is used before: idle time from `lastUse`, never past its absolute end. */
export const idleEnd = (lastUse: Date, isRemembered: boolean, absoluteEnd: Date): Date =>
  earlier(addSeconds(lastUse, lifetimes(isRemembered).idleTtlSeconds), absoluteEnd);

/** The instant a session dies that its access token alone renews: no later than that token. */
export const accessEnd = (issuedAt: Date): Date => addSeconds(issuedAt, config().accessTokenTtlSeconds);

/** Why a session that nobody ended is over. */
export const lapseReason = (session: { expiresAt: Date; absoluteExpiresAt: Date }): EndReason =>
  session.expiresAt >= session.absoluteExpiresAt ? "expired" : "idle";
