import "server-only";
import { database } from "../infra/db";
import type { Batch } from "../infra/in-batches";
import { revokingTransaction } from "./end-sessions";

/** Marks sessions whose time has run out as ended, so that their owners' lists and logs say when and why. */
export const endLapsed =
  (now: Date): Batch =>
  async (size) => {
    const lapsed = await (await database()).session.findMany({
      where: { endedAt: null, expiresAt: { lte: now } },
      orderBy: { expiresAt: "asc" },
      take: size,
      select: { id: true },
    });
    if (lapsed.length === 0) return { count: 0, isDone: true };
    const ids = lapsed.map(({ id }) => id);
    await revokingTransaction((_tx, end) => end({ scope: { id: { in: ids } }, reason: "expired", now }), now);
    return { count: lapsed.length, isDone: lapsed.length < size };
  };
