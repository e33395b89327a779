import "server-only";
import { unwrap, wrap } from "./app-secret";
import { database, type Transaction } from "./db";
import type { NewKey, Purpose } from "./key-material";

/** The secrets that keys may be wrapped under: new ones under the first, old ones perhaps under the one before. */
export type AppSecrets = { readonly current: string; readonly previous?: string | undefined };

const SELECTED = {
  id: true,
  purpose: true,
  version: true,
  alg: true,
  wrapped: true,
  createdAt: true,
  activeFrom: true,
  withdrawnAt: true,
} as const;

export type KeyRow = {
  id: string;
  purpose: string;
  version: number;
  alg: string | null;
  wrapped: string;
  createdAt: Date;
  activeFrom: Date;
  withdrawnAt: Date | null;
};

/** Bound into the wrapping: no row opens in another's place, or as a key of another algorithm. */
const labelOf = ({ id, purpose, version, alg }: Pick<KeyRow, "id" | "purpose" | "version" | "alg">) =>
  [purpose, version, alg ?? "", id].join("/");

/** Every key there is, or those of one purpose; by purpose and version. */
export const listKeyRows = async (purpose?: Purpose, tx?: Transaction): Promise<KeyRow[]> =>
  (tx ?? (await database())).secret.findMany({
    where: purpose ? { purpose } : {},
    orderBy: [{ purpose: "asc" }, { version: "asc" }],
    select: SELECTED,
  });

/** Whether the database holds wrapped keys already. */
export const hasWrappedKeys = async (): Promise<boolean> => (await (await database()).secret.count()) > 0;

/**
 * Adds a key after the last of its purpose.
 * @param ring the keys of the purpose by which it was decided that there is to be another
 * @throws Prisma's P2002 when another process has added one since then: the unique (purpose, version) lets one win
 */
export async function insertKey(
  tx: Transaction,
  secret: string,
  purpose: Purpose,
  { kid, alg, plain }: NewKey,
  { ring, ...times }: { ring: readonly KeyRow[]; createdAt: Date; activeFrom: Date },
): Promise<void> {
  const version = (ring.at(-1)?.version ?? 0) + 1;
  const row = { id: kid ?? `${purpose}-${version}`, purpose, version, alg };
  await tx.secret.create({ data: { ...row, ...times, wrapped: wrap(secret, labelOf(row), plain) } });
}

/** What is in a wrapped key, and whether it takes the previous secret to open it; null where neither opens it. */
export function openKey(secrets: AppSecrets, row: KeyRow): { plain: Buffer; isUnderPrevious: boolean } | null {
  for (const secret of [secrets.current, secrets.previous]) {
    if (secret === undefined) continue;
    try {
      return { plain: unwrap(secret, labelOf(row), row.wrapped), isUnderPrevious: secret !== secrets.current };
    } catch {
      // a wrong secret and an altered row look alike
    }
  }
  return null;
}

/**
 * Wraps keys anew that only the previous secret opens. Each row by itself: interrupted, it leaves rows under one secret and
 * under the other, and both open. The condition keeps what another process did in between.
 */
export async function rewrapKeys(secrets: AppSecrets, rows: readonly KeyRow[]): Promise<number> {
  let rewrapped = 0;
  for (const row of rows) {
    const opened = openKey(secrets, row);
    if (!opened?.isUnderPrevious) continue;
    const { count } = await (await database()).secret.updateMany({
      where: { id: row.id, wrapped: row.wrapped },
      data: { wrapped: wrap(secrets.current, labelOf(row), opened.plain) },
    });
    rewrapped += count;
  }
  return rewrapped;
}

/** Marks a key as withdrawn and erases what was wrapped. @returns false when it was marked before */
export async function markWithdrawn(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const data = { withdrawnAt: now, wrapped: "" }; // so nobody who clears the mark brings it back
  return (await tx.secret.updateMany({ where: { id, withdrawnAt: null }, data })).count === 1;
}
