import "server-only";
import { database } from "../infra/db";

/** A mail as an operator sees it: neither to whom nor what it says. */
export type MailState = {
  id: string;
  kind: string;
  state: string;
  attempts: number;
  createdAt: Date;
  nextAttemptAt: Date;
  lastError: string | null;
};

const SHOWN = 1_000;
const SELECTED = {
  id: true,
  kind: true,
  state: true,
  attempts: true,
  createdAt: true,
  nextAttemptAt: true,
  lastError: true,
} as const;

/** Mails that wait or could not be sent, the oldest first; a thousand of each at most. */
export async function listUnsent(): Promise<MailState[]> {
  const { outgoingMail } = await database();
  const of = (state: string) =>
    outgoingMail.findMany({ where: { state }, orderBy: { nextAttemptAt: "asc" }, take: SHOWN, select: SELECTED });
  return [...(await of("waiting")), ...(await of("failed"))];
}

/** How many mails wait, and how many could not be sent. */
export async function countUnsent(): Promise<{ waiting: number; failed: number }> {
  const { outgoingMail } = await database();
  const [waiting, failed] = await Promise.all(
    ["waiting", "failed"].map((state) => outgoingMail.count({ where: { state } })),
  );
  return { waiting: waiting ?? 0, failed: failed ?? 0 };
}

/**
 * Lets mails be sent now, whether they wait for their next attempt or were given up. What they say of those that were
 * given up long ago is erased: they stay as they are.
 * @param id one of them; null: all
 * @returns how many
 */
export async function retryMails(id: string | null, now: Date): Promise<number> {
  const { outgoingMail } = await database();
  const which = { ...(id !== null && { id }), sealed: { not: null } };
  const failed = await outgoingMail.updateMany({
    where: { ...which, state: "failed" },
    data: { state: "waiting", nextAttemptAt: now, finishedAt: null },
  });
  const waiting = await outgoingMail.updateMany({
    // One that a process is sending at this moment says so by a time to come, and has no error yet.
    where: { ...which, state: "waiting", nextAttemptAt: { gt: now }, lastError: { not: null } },
    data: { nextAttemptAt: now },
  });
  return failed.count + waiting.count;
}
