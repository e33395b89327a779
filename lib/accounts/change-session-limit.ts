import "server-only";
import { announcingTransaction } from "../sessions/announce";
import { recordEvents } from "../sessions/security-events";

type Change = { userId: string; sessionId: string; limit: number | null; now: Date; ip: string | null };

/**
 * Changes on how many devices a person wants to be signed in at most; null takes their own limit away. Sessions that are
 * open stay open: the next sign-in makes room.
 * @returns false when the account is gone
 */
export async function changeSessionLimit({ userId, sessionId, limit, now, ip }: Change): Promise<boolean> {
  return announcingTransaction(async (tx, announce) => {
    const before = await tx.user.findUnique({ where: { id: userId }, select: { sessionLimit: true } });
    if (!before) return false;
    if (before.sessionLimit === limit) return true; // no event: nobody fills the log with what changes nothing
    await tx.user.updateMany({ where: { id: userId }, data: { sessionLimit: limit } });
    await recordEvents(tx, [{ userId, type: "session-limit-changed", sessionId, ip }], now);
    announce({ kind: "profile", id: userId, reason: "changed" });
    return true;
  }, now);
}
