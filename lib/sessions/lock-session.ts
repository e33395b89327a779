import "server-only";
import type { Transaction } from "../infra/db";

/**
 * Locks the row of a person's session, for what is done by it and would outlive it: who takes it back at this moment waits
 * for that, and finds it.
 * @returns false where it has ended
 */
export async function lockSession(tx: Transaction, { id, userId }: { id: string; userId: string }): Promise<boolean> {
  const { count } = await tx.session.updateMany({ where: { id, userId, endedAt: null }, data: { id } });
  return count === 1;
}
