import "server-only";
import { database } from "../infra/db";
import { inEvenTime } from "../infra/in-even-time";
import { isMacOf } from "../infra/seal";
import { codeLabel, hashToken, type Operation, opened, type Purpose, SELECTED } from "./operation-tokens";
import { normalizeCode } from "./short-code";

/** Wrong codes that are borne; then only the link is good. */
const MAX_CODE_TRIES = 5;
/** Of mails whose links are good together, the latest. */
const MOST_COMPARED = 10;

type ByCode = { emailKey: string; code: string };
/** What a person presents: the token of a link, or the code of the same mail with the address that it was sent to. */
export type Presented = { token: string } | ByCode;

/**
 * What was presented, if it is good for this purpose now. It is not spent: that is `spendOperation`'s, in the transaction
 * of the act.
 * @returns null for every cause alike: unknown, of another purpose or mailbox, used, too late
 */
export async function findOperation(purpose: Purpose, presented: Presented, now: Date): Promise<Operation | null> {
  // Only where someone was mailed is there a code to compare: the time that it takes would tell.
  if ("code" in presented) return inEvenTime(() => findByCode(purpose, presented, now));
  const where = { purpose, usedAt: null, expiresAt: { gt: now }, tokenHash: hashToken(presented.token) };
  const row = await (await database()).operationToken.findFirst({ where, select: SELECTED });
  return row && opened(purpose, row);
}

/** A try is counted before it is compared, so that tries at once are no more than tries in turn. */
async function findByCode(purpose: Purpose, { emailKey, code }: ByCode, now: Date): Promise<Operation | null> {
  const { operationToken } = await database();
  const rows = await operationToken.findMany({
    where: { purpose, usedAt: null, expiresAt: { gt: now }, emailKey, codeHash: { not: null } },
    orderBy: { createdAt: "desc" },
    take: MOST_COMPARED,
    select: { ...SELECTED, codeHash: true, codeTries: true },
  });
  for (const { codeHash, codeTries, ...row } of rows) {
    const next = codeTries + 1;
    const { count } = await operationToken.updateMany({
      where: { id: row.id, codeTries, codeHash: { not: null } },
      data: { codeTries: next, ...(next >= MAX_CODE_TRIES && { codeHash: null }) },
    });
    if (count === 0 || codeHash === null) continue; // another try was counted at this moment
    if (isMacOf(codeHash, codeLabel(purpose, row.id), normalizeCode(code))) return opened(purpose, row);
  }
  return null;
}
