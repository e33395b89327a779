import "server-only";
import type { Transaction } from "../infra/db";
import type { EndReason } from "./policy";
import { recordEvents } from "./security-events";

type Ending = {
  /** Whose, and of these which ones. */
  scope: { userId: string; id?: string | { in: string[] } };
  reason: EndReason;
  now: Date;
  ip?: string | null;
};

/** The one way to take personal access tokens back, in a transaction: marks them and records it. @returns how many were live */
export async function endPersonalTokens(tx: Transaction, { scope, reason, now, ip }: Ending): Promise<number> {
  const ended = await tx.personalToken.updateManyAndReturn({
    where: { ...scope, endedAt: null },
    data: { endedAt: now, endReason: reason },
    select: { name: true },
  });
  const { userId } = scope;
  const events = ended.map(({ name }) => ({ type: "token-ended" as const, userId, about: name, reason, ip }));
  await recordEvents(tx, events, now);
  return ended.length;
}
