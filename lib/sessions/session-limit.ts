import "server-only";
import { config } from "../infra/config";
import type { Transaction } from "../infra/db";
import { Problem } from "../shared/errors";
import type { EndWithin } from "./end-sessions";

type Room = {
  userId: string;
  /** The person's own limit; null: what the configuration says. */
  ownLimit: number | null;
  /** The session that the person chose to end for this one. */
  chosenId?: string;
  now: Date;
  ip: string | null;
};

/** The lower of the two limits; null where there is none. */
export function limitOf(ownLimit: number | null): number | null {
  const limits = [ownLimit, config().sessionLimit].filter((limit) => limit !== null);
  return limits.length > 0 ? Math.min(...limits) : null;
}

/** Ends what was chosen. One of the person's that has ended meanwhile is as good. @throws Problem `not_found` */
async function endChosen(tx: Transaction, end: EndWithin, { userId, now, ip }: Room, id: string): Promise<void> {
  const ended = await end({ scope: { userId, id }, reason: "limit", now, ip });
  if (ended.length === 0 && (await tx.session.count({ where: { id, userId } })) === 0) throw new Problem("not_found");
}

/**
 * Makes room for one more session, where its owner has as many as they may: ends those that were used longest ago, or the
 * one that was chosen, and if that is not enough others besides; or refuses, as SESSION_LIMIT_POLICY says. Inside the transaction that holds the user's row, so that
 * sign-ins at one moment do not pass the limit together.
 * @throws Problem `session_limit` where the policy is `refuse`, `session_choice` where it is `ask` and nothing was chosen,
 * `not_found` where what was chosen is none of theirs
 */
export async function makeRoom(tx: Transaction, end: EndWithin, room: Room): Promise<void> {
  const { userId, ownLimit, chosenId, now, ip } = room;
  const limit = limitOf(ownLimit);
  if (limit === null) return;
  if (chosenId) await endChosen(tx, end, room, chosenId);
  const live = await tx.session.findMany({
    where: { userId, endedAt: null, expiresAt: { gt: now } },
    orderBy: { lastSeenAt: "desc" },
    select: { id: true },
  });
  const surplus = live.slice(limit - 1);
  if (surplus.length === 0) return;
  const policy = config().sessionLimitPolicy;
  if (policy === "refuse") throw new Problem("session_limit");
  if (policy === "ask" && !chosenId) throw new Problem("session_choice");
  for (const { id } of surplus) await end({ scope: { userId, id }, reason: "limit", now, ip });
}
