import "server-only";
import { config } from "./config";
import { database } from "./db";
import { isSpentAt } from "./key-ring";
import { type KeyRow, listKeyRows } from "./key-rows";
import { MAILBOX_MAC_VERSION } from "./seal";

/** Whether any row says that it was made with this version. */
async function isInUse({ purpose, version }: KeyRow): Promise<boolean> {
  const db = await database();
  const select = { id: true } as const;
  if (purpose === "refresh") {
    return (await db.session.findFirst({ where: { refreshKeyVersion: version }, select })) !== null;
  }
  if (purpose === "pepper") {
    return (
      (await db.user.findFirst({ where: { pepperVersion: version, passwordHash: { not: null } }, select })) !== null
    );
  }
  if (purpose === "sealing") return version === MAILBOX_MAC_VERSION || isSealedWith(version);
  return false;
}

async function isSealedWith(version: number): Promise<boolean> {
  const db = await database();
  const made = { startsWith: `${version}.` };
  const select = { id: true } as const;
  const token = await db.operationToken.findFirst({ where: { OR: [{ sealed: made }, { codeHash: made }] }, select });
  return (token ?? (await db.outgoingMail.findFirst({ where: { sealed: made }, select }))) !== null;
}

/** Removes the rows of keys that nothing good is made with any more, so that private keys do not pile up. */
export async function removeSpentKeys(now: Date): Promise<void> {
  const rows = await listKeyRows();
  for (const row of rows) {
    const ring = rows.filter(({ purpose }) => purpose === row.purpose);
    const isSpent = isSpentAt(row, ring, config().accessTokenTtlSeconds, now);
    if (isSpent && !(await isInUse(row))) await (await database()).secret.deleteMany({ where: { id: row.id } });
  }
}
