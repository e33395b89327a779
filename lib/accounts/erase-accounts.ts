import "server-only";
import { database } from "../infra/db";
import type { Batch } from "../infra/in-batches";
import { hashAddress } from "../mails/outbox";
import { announcingTransaction } from "../sessions/announce";

type Ids = { id: string }[];
type Leaver = { id: string; emailKey: string };
const ids = (rows: Ids) => ({ id: { in: rows.map(({ id }) => id) } });

/** Removes rows of one person, of whatever there are. @returns how many; 0: nothing is left but the account itself */
async function removeSomeOf({ id: userId, emailKey }: Leaver, take: number): Promise<number> {
  const db = await database();
  const select = { id: true } as const;
  const some = { where: { userId }, take, select };
  const orNobodys = (mailbox: object) => ({ where: { OR: [{ userId }, { userId: null, ...mailbox }] }, take, select });
  const events = await db.securityEvent.findMany(some);
  if (events.length > 0) return (await db.securityEvent.deleteMany({ where: ids(events) })).count;
  const mails = await db.outgoingMail.findMany(orNobodys({ addressHash: hashAddress(emailKey) }));
  if (mails.length > 0) return (await db.outgoingMail.deleteMany({ where: ids(mails) })).count;
  const tokens = await db.operationToken.findMany(orNobodys({ emailKey }));
  if (tokens.length > 0) return (await db.operationToken.deleteMany({ where: ids(tokens) })).count;
  const sessions = await db.session.findMany(some);
  if (sessions.length > 0) return (await db.session.deleteMany({ where: ids(sessions) })).count;
  const devices = await db.device.findMany(some);
  return devices.length > 0 ? (await db.device.deleteMany({ where: ids(devices) })).count : 0;
}

/**
 * Erases the accounts whose owners have left and not come back in time, with everything that is held about them. Since that
 * time nobody can come back, so what is half erased stays so only until the next batch.
 */
export const eraseLeftAccounts =
  (now: Date): Batch =>
  async (size) => {
    const db = await database();
    const isDue = { eraseAt: { lte: now } };
    const select = { id: true, emailKey: true } as const;
    const user = await db.user.findFirst({ where: isDue, orderBy: { eraseAt: "asc" }, select });
    if (!user) return { count: 0, isDone: true };
    if ((await removeSomeOf(user, size)) > 0) return { count: 0, isDone: false }; // perhaps there is more of them
    const { id } = user;
    const count = await announcingTransaction(async (tx, announce) => {
      announce({ kind: "profile", id, reason: "changed" });
      return (await tx.user.deleteMany({ where: { id, ...isDue } })).count;
    }, now);
    return { count, isDone: false };
  };
