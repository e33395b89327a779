import "server-only";
import { announcingTransaction } from "../sessions/announce";
import { recordEvents } from "../sessions/security-events";

/**
 * Changes what a person is called; null takes the name away.
 * @returns false when the account is gone
 */
export async function changeName(userId: string, name: string | null, now: Date, ip: string | null): Promise<boolean> {
  return announcingTransaction(async (tx, announce) => {
    const before = await tx.user.findUnique({ where: { id: userId }, select: { name: true } });
    if (!before) return false;
    if (before.name === name) return true; // no event: nobody fills the log with what changes nothing
    await tx.user.updateMany({ where: { id: userId }, data: { name } });
    await recordEvents(tx, [{ userId, type: "name-changed", ip }], now);
    announce({ kind: "profile", id: userId, reason: "changed" });
    return true;
  }, now);
}
