import "server-only";
import type { Transaction } from "../infra/db";
import { fromSeconds, toSeconds } from "../shared/time";
import type { EndReason } from "./policy";

/** Kinds that are published: what any verifier of our tokens must know. */
export const PUBLIC_KINDS = ["session", "user", "key"] as const;

/** What happened, as it is appended to the revocation feed. `before` in whole seconds. */
export type FeedEntry =
  /** A session ended. `issuedUntil`: the last instant from which a token of it may count. */
  | { kind: "session"; id: string; userId: string; reason: EndReason; issuedUntil?: Date }
  /** All of this user's tokens issued before that second are dead. */
  | { kind: "user"; id: string; before: number; reason: EndReason }
  /** A signing key is dead, and all that it has made. */
  | { kind: "key"; id: string; reason: "withdrawn" }
  /** The keys of this purpose have changed: read them again. For our own processes. */
  | { kind: "keys"; id: string; reason: "rotated" }
  /** What this user's pages show of them has changed. For our own processes. */
  | { kind: "profile"; id: string; reason: "changed" };

export type FeedKind = FeedEntry["kind"];

/** An entry as it stands in the feed. A newer version of Hufu on the same database may write kinds that this one does not know. */
export type FeedRow = {
  seq: bigint;
  kind: string;
  id: string;
  userId: string | null;
  before: number | null;
  reason: string;
  at: Date;
};

const COUNTER_ID = 1;

/**
 * Appends to the feed. The counter's row stays locked until the transaction ends, so numbers become visible in order and
 * without gaps: nobody who reads `after=SEQ` can miss a row that commits late.
 */
export async function appendToFeed(tx: Transaction, entries: readonly FeedEntry[], now: Date): Promise<FeedRow[]> {
  if (entries.length === 0) return [];
  const { seq: last } = await tx.revocationCounter.upsert({
    where: { id: COUNTER_ID },
    create: { id: COUNTER_ID, seq: entries.length },
    update: { seq: { increment: entries.length } },
  });
  const first = last - BigInt(entries.length) + 1n;
  const rows = entries.map((entry, i) => toRow(entry, first + BigInt(i), now));
  const data = rows.map(({ id, before, ...row }) => ({
    ...row,
    subject: id,
    before: before === null ? null : fromSeconds(before),
  }));
  // One by itself: Prisma keeps the plan of a `create`, and makes that of a `createMany` anew each time.
  if (data.length === 1 && data[0]) await tx.revocation.create({ data: data[0], select: { seq: true } });
  else await tx.revocation.createMany({ data });
  return rows;
}

function toRow(entry: FeedEntry, seq: bigint, now: Date): FeedRow {
  const { kind, id, reason } = entry;
  const isSession = entry.kind === "session";
  // An entry is not older than the last token that it speaks of: a clock that ran ahead may have stamped that one.
  const at = isSession && entry.issuedUntil && entry.issuedUntil > now ? entry.issuedUntil : now;
  const userId = isSession ? entry.userId : null;
  return { seq, kind, id, userId, before: entry.kind === "user" ? entry.before : null, reason, at };
}

const SELECTED = { seq: true, kind: true, subject: true, userId: true, before: true, reason: true, at: true } as const;

type Selected = {
  seq: bigint;
  kind: string;
  subject: string;
  userId: string | null;
  before: Date | null;
  reason: string;
  at: Date;
};

const fromSelected = ({ subject, before, ...row }: Selected): FeedRow => ({
  ...row,
  id: subject,
  before: before && toSeconds(before),
});

type Reader = Pick<Transaction, "revocation" | "revocationCounter" | "$queryRaw">;

/** The number of the last entry that was committed; 0 for none. */
export async function readHead(db: Reader): Promise<bigint> {
  return (await db.revocationCounter.findUnique({ where: { id: COUNTER_ID } }))?.seq ?? 0n;
}

/**
 * The number after which all entries from a time of day on are found, among others where a clock was put back; null: there
 * are none. Asked by time: by number, all that is older would be passed first.
 */
export async function readStart(db: Reader, since: Date): Promise<bigint | null> {
  type Row = { first: bigint | number | null };
  const [row] = await db.$queryRaw<Row[]>`SELECT min(seq + 0) AS first FROM "Revocation" WHERE at >= ${since}`;
  return row?.first == null ? null : BigInt(row.first) - 1n;
}

/** Entries after a number, in order. @param kinds those kinds alone */
export async function readFeed(
  db: Reader,
  after: bigint,
  limit: number,
  kinds?: readonly FeedKind[],
): Promise<FeedRow[]> {
  const where = { seq: { gt: after }, ...(kinds && { kind: { in: [...kinds] } }) };
  const rows = await db.revocation.findMany({ where, orderBy: { seq: "asc" }, take: limit, select: SELECTED });
  return rows.map(fromSelected);
}

/**
 * Entries from a time of day on, however they are numbered: a clock that was put back leaves old numbers with late times.
 * In pages by time; where more entries share an instant than a page holds, the page grows.
 */
export async function* readFeedSince(db: Reader, since: Date, limit: number): AsyncGenerator<FeedRow[]> {
  let from = since;
  for (let take = limit; ; ) {
    const rows = await db.revocation.findMany({
      where: { at: { gte: from } },
      orderBy: [{ at: "asc" }, { seq: "asc" }],
      take,
      select: SELECTED,
    });
    yield rows.map(fromSelected);
    const last = rows.at(-1);
    if (!last || rows.length < take) return;
    take = last.at.getTime() === from.getTime() ? take * 2 : limit;
    from = last.at; // once more what shares that instant: applying an entry twice changes nothing
  }
}
