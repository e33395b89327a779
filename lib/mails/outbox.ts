import "server-only";
import { config } from "../infra/config";
import { database, inTransaction, type Transaction } from "../infra/db";
import { lockWithin } from "../infra/lock-within";
import { randomId } from "../infra/random-id";
import { MAILBOX_MAC_VERSION, macOf, seal, unseal } from "../infra/seal";
import { addSeconds } from "../shared/time";
import type { Language } from "../shared/words/languages";
import { ringOutbox } from "./bell";
import type { MailKind, MailParameters } from "./kinds";

/** A mail as the outbox keeps it: what it says is written when it is sent. */
export type Letter<Kind extends MailKind = MailKind> = {
  kind: Kind;
  /** The address as its owner typed it. */
  to: string;
  language: Language;
  parameters: MailParameters[Kind];
  /** When it has nothing to say any more: its link is good until then. ISO 8601. */
  until: string | null;
};

type Posting<Kind extends MailKind> = Omit<Letter<Kind>, "until"> & {
  userId: string | null;
  emailKey: string;
  now: Date;
  until?: Date;
  /** Not to be sent before. */
  notBefore?: Date;
};

type Row = { userId: string | null; kind: string; emailKey: string; content: unknown; now: Date; notBefore?: Date };

const labelOf = (id: string) => `mail/${id}`;
/** A MAC of a mailbox. */
export const hashAddress = (emailKey: string) => macOf("mailbox", emailKey, MAILBOX_MAC_VERSION);

async function insert(tx: Transaction, { userId, kind, emailKey, content, now, notBefore }: Row): Promise<void> {
  if (config().mail.kind === "off") return; // nobody would ever take it away
  const id = randomId();
  await tx.outgoingMail.create({
    data: {
      id,
      userId,
      kind,
      addressHash: hashAddress(emailKey),
      state: "waiting",
      sealed: seal(labelOf(id), content),
      createdAt: now,
      nextAttemptAt: notBefore ?? now,
    },
    select: { id: true },
  });
  ringOutbox();
}

/** Puts a mail into the outbox, in the transaction of what it tells of: it is sent if and only if that is committed. */
export function postMail<Kind extends MailKind>(
  tx: Transaction,
  { userId, emailKey, now, until, notBefore, ...letter }: Posting<Kind>,
): Promise<void> {
  const content = { ...letter, until: until?.toISOString() ?? null } satisfies Letter<Kind>;
  return insert(tx, { userId, kind: letter.kind, emailKey, content, now, notBefore });
}

/** How the kinds of orders begin; those of mails do not. */
export const ORDER_PREFIX = "order-";

type Order = Omit<Row, "kind" | "content" | "userId"> & {
  order: `${typeof ORDER_PREFIX}${string}`;
  userId?: string;
  parameters: unknown;
};

/**
 * Orders mails for whoever owns an address, known or not: the same write for all, so that no answer tells who has an
 * account. What becomes of it, the order's handler decides when its turn has come.
 */
export const postOrder = (tx: Transaction, { order, userId, parameters, ...row }: Order): Promise<void> =>
  insert(tx, { ...row, userId: userId ?? null, kind: order, content: parameters });

/** Of one kind to one mailbox within an hour: enough for who is clumsy, too few to bury anything under. */
const MOST_AN_HOUR = 5;
const HOUR_SECONDS = 3_600;

/** Whether a mailbox has been the aim of as much of a kind within an hour as anyone shall be. */
export async function isPestered(
  db: Pick<Transaction, "outgoingMail">,
  { emailKey, kind, now }: { emailKey: string; kind: string; now: Date },
): Promise<boolean> {
  const since = { gt: addSeconds(now, -HOUR_SECONDS) };
  const where = { addressHash: hashAddress(emailKey), createdAt: since, kind };
  return (await db.outgoingMail.count({ where })) >= MOST_AN_HOUR;
}

/**
 * Orders something that anyone may ask for: a mailbox is the aim of five of a kind an hour, however many ask at once, and
 * whoever asks for more is told the same and nothing is done.
 */
export async function postLimitedOrder(order: Order): Promise<void> {
  const { emailKey, order: kind, now } = order;
  // First without a lock: a flood costs a count each, and no write.
  if (await isPestered(await database(), { emailKey, kind, now })) return;
  await inTransaction(async (tx) => {
    await lockWithin(tx, `${kind}/${hashAddress(emailKey)}`);
    if (!(await isPestered(tx, { emailKey, kind, now }))) await postOrder(tx, order);
  });
}

/** What was put into a row. @throws Error for a row that was altered or moved */
export const openPosted = (id: string, sealed: string): unknown => unseal(labelOf(id), sealed);
