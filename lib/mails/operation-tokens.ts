import "server-only";
import { createHash, randomBytes } from "node:crypto";
import type { Transaction } from "../infra/db";
import { lockWithin } from "../infra/lock-within";
import { randomId } from "../infra/random-id";
import { macOf, seal, unseal } from "../infra/seal";
import { addSeconds } from "../shared/time";
import { normalizeCode, randomCode } from "./short-code";

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** What a token may be for, and for how many seconds it is good. All but `choose-session` are mailed. */
export const LIFETIMES = {
  "verify-email": DAY,
  "reset-password": HOUR,
  "change-email": DAY,
  "undo-change-email": 7 * DAY,
  "report-session": 7 * DAY,
  unlock: HOUR,
  "choose-session": 5 * 60,
} as const;
export type Purpose = keyof typeof LIFETIMES;

/**
 * Of these a person has as many as they were mailed: whoever reads their mails in order finds no link void because of a
 * later one. The act itself makes void what it answers.
 */
const SEVERAL: readonly Purpose[] = ["report-session", "undo-change-email"];

export type Operation = {
  id: string;
  userId: string | null;
  emailKey: string;
  /** What it is void without, as the one who issued it wrote it. */
  about: string | null;
  /** What the act needs. */
  sealed: unknown;
  createdAt: Date;
};

type Issue = {
  purpose: Purpose;
  userId: string | null;
  emailKey: string;
  about?: string;
  sealed?: unknown;
  now: Date;
};

export const hashToken = (token: string): string => createHash("sha256").update(token).digest("base64url");
export const codeLabel = (purpose: Purpose, id: string) => `code/${purpose}/${id}`;
const sealLabel = (purpose: Purpose, id: string) => `operation/${purpose}/${id}`;

/**
 * Makes the token and the code of one mail. An older one of the same purpose and mailbox is void from now on, but for those
 * of which a person may have several; of choices, the one of the same device.
 */
export async function issueOperation(
  tx: Transaction,
  { purpose, userId, emailKey, about, sealed, now }: Issue,
): Promise<{ token: string; code: string; expiresAt: Date }> {
  const [id, token, code] = [randomId(), randomBytes(32).toString("base64url"), randomCode()];
  const expiresAt = addSeconds(now, LIFETIMES[purpose]);
  await lockWithin(tx, `${purpose}/${emailKey}`);
  if (!SEVERAL.includes(purpose)) {
    const same = purpose === "choose-session" ? { about } : {};
    await tx.operationToken.deleteMany({ where: { purpose, emailKey, userId, usedAt: null, ...same } });
  }
  await tx.operationToken.create({
    data: {
      id,
      purpose,
      userId,
      emailKey,
      tokenHash: hashToken(token),
      codeHash: macOf(codeLabel(purpose, id), normalizeCode(code)),
      about: about ?? null,
      sealed: sealed === undefined ? null : seal(sealLabel(purpose, id), sealed),
      createdAt: now,
      expiresAt,
    },
    select: { id: true },
  });
  return { token, code, expiresAt };
}

export const SELECTED = { id: true, userId: true, emailKey: true, about: true, sealed: true, createdAt: true } as const;
type Row = Omit<Operation, "sealed"> & { sealed: string | null };

/** What a row holds. */
export const opened = (purpose: Purpose, row: Row): Operation => ({
  ...row,
  sealed: row.sealed === null ? null : unseal(sealLabel(purpose, row.id), row.sealed),
});

/** The latest link of a kind that is still good, for whoever has to tell of it or mail it anew. */
export async function findOpenOperation(
  db: Pick<Transaction, "operationToken">,
  { purpose, now, ...whose }: Pick<Issue, "purpose" | "userId" | "now"> & { emailKey?: string },
): Promise<Operation | null> {
  const where = { purpose, ...whose, usedAt: null, expiresAt: { gt: now } };
  const row = await db.operationToken.findFirst({ where, orderBy: { createdAt: "desc" }, select: SELECTED });
  return row && opened(purpose, row);
}

/** Spends it, in the transaction of the act. @returns false when another request did so before */
export async function spendOperation(tx: Transaction, { id }: Operation, now: Date): Promise<boolean> {
  const where = { id, usedAt: null, expiresAt: { gt: now } };
  return (await tx.operationToken.updateMany({ where, data: { usedAt: now, sealed: null } })).count === 1;
}

/** Makes what is open of a person's mailed links void: what they were about has changed. */
export async function voidOperations(tx: Transaction, userId: string, purposes: readonly Purpose[]): Promise<void> {
  await tx.operationToken.deleteMany({ where: { userId, purpose: { in: [...purposes] }, usedAt: null } });
}

/** Makes those of a person's links of one purpose void that were made after an instant. */
export async function voidLater(tx: Transaction, userId: string, purpose: Purpose, instant: Date): Promise<void> {
  await tx.operationToken.deleteMany({ where: { userId, purpose, usedAt: null, createdAt: { gt: instant } } });
}
