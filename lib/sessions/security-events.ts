import "server-only";
import type { Transaction } from "../infra/db";
import { randomId } from "../infra/random-id";
import type { EndReason } from "./policy";

export type SecurityEventType =
  | "signed-up"
  | "signed-in"
  | "sign-in-failed"
  | "session-ended"
  | "device-named"
  | "name-changed"
  | "email-verified"
  | "password-changed"
  | "password-reset"
  | "reset-requested"
  | "email-change-requested"
  | "email-changed"
  | "email-change-undone"
  | "reported"
  | "account-left"
  | "account-restored"
  | "exported"
  | "session-limit-changed"
  | "refresh-from-two-addresses"
  | "program-allowed"
  | "program-denied"
  | "token-made"
  | "token-ended"
  | "identity-linked"
  | "identity-unlinked"
  | "permission-granted"
  | "permission-withdrawn";

export type SecurityEvent = {
  userId: string;
  type: SecurityEventType;
  sessionId?: string;
  deviceId?: string;
  reason?: EndReason;
  /** The name of the program, the token or the permission. */
  about?: string;
  /** Where the request came from that caused it. */
  ip?: string | null;
  /** When it was, where it is written later than it happened. */
  at?: Date;
};

/** Adds to the person's security log, in the transaction of what it speaks of. */
export async function recordEvents(tx: Transaction, events: readonly SecurityEvent[], now: Date): Promise<void> {
  const rows = events.map((event) => ({ id: randomId(), at: now, ...event }));
  const [first, ...more] = rows;
  if (!first) return;
  // One by itself: Prisma keeps the plan of a `create`, and makes that of a `createMany` anew each time.
  if (more.length === 0) await tx.securityEvent.create({ data: first, select: { id: true } });
  else await tx.securityEvent.createMany({ data: rows });
}
