import "server-only";
import { database, inTransaction, type Transaction } from "../infra/db";
import { faultFields, log } from "../infra/log";
import { deliver, refusalOf } from "../infra/mail-transport";
import { addSeconds } from "../shared/time";
import { composeMail } from "./compose";
import { type Letter, openPosted } from "./outbox";

/** A process that has taken a mail and says nothing for so long is dead; longer than any delivery. In seconds. */
const CLAIM_SECONDS = 120;
/** After the first failure, the second, and so on; in seconds. Afterwards each hour. */
const BACK_OFF_SECONDS = [5, 15, 60, 300, 900, 3_600];
/** Then nobody waits for it any more. */
export const GIVE_UP_SECONDS = 2 * 86_400;
/** Mails that one process has in hand. */
export const AT_ONCE = 10;

/** What is done for an order, in one transaction with its end. */
export type OrderHandlers = Readonly<
  Record<string, (tx: Transaction, parameters: unknown, now: Date) => Promise<void>>
>;

type Waiting = {
  id: string;
  kind: string;
  sealed: string | null;
  attempts: number;
  createdAt: Date;
  nextAttemptAt: Date;
};

/** Takes a mail for this process alone: one conditional UPDATE, whose count says who has it. */
async function claim({ id, nextAttemptAt, attempts }: Waiting, now: Date): Promise<boolean> {
  const { count } = await (await database()).outgoingMail.updateMany({
    where: { id, state: "waiting", nextAttemptAt },
    data: { nextAttemptAt: addSeconds(now, CLAIM_SECONDS), attempts: attempts + 1, lastError: null },
  });
  return count === 1;
}

type End = { state: "sent" } | { state: "failed"; lastError: string };
const TOO_LATE: End = { state: "failed", lastError: "too late" };

/** What it said is erased: the person has it, or nobody shall. */
async function finish(id: string, end: End, now: Date): Promise<void> {
  await (await database()).outgoingMail.updateMany({ where: { id }, data: { ...end, sealed: null, finishedAt: now } });
}

/** A process that was held up for longer than its claim has lost the mail to another, whose attempt counts. */
const isStillOurs = ({ id, attempts }: Waiting) => ({ id, state: "waiting", attempts: attempts + 1 });

/** For the operator to see, and to try again once the cause is mended: what it says is kept until it would be too late. */
async function setAside(mail: Waiting, lastError: string, now: Date): Promise<void> {
  const data = { state: "failed", lastError, finishedAt: now };
  await (await database()).outgoingMail.updateMany({ where: isStillOurs(mail), data });
}

async function putBack(mail: Waiting, lastError: string, now: Date): Promise<void> {
  const wait = BACK_OFF_SECONDS[mail.attempts] ?? BACK_OFF_SECONDS.at(-1) ?? 0;
  const data = { nextAttemptAt: addSeconds(now, wait), lastError };
  await (await database()).outgoingMail.updateMany({ where: isStillOurs(mail), data });
}

/** @returns whether it was an order, and is done */
async function handleOrder(
  { id, kind }: Waiting,
  content: unknown,
  orders: OrderHandlers,
  now: Date,
): Promise<boolean> {
  const handle = orders[kind];
  if (!handle) return false;
  await inTransaction(async (tx) => {
    const data = { state: "done", sealed: null, finishedAt: now };
    const { count } = await tx.outgoingMail.updateMany({ where: { id, state: "waiting" }, data });
    if (count === 1) await handle(tx, content, now); // else it was taken for dead, and another has done it
  });
  return true;
}

async function send(mail: Waiting, orders: OrderHandlers, now: () => Date): Promise<void> {
  const { id, sealed, createdAt } = mail;
  if (sealed === null) return;
  if (addSeconds(createdAt, GIVE_UP_SECONDS) <= now()) return finish(id, TOO_LATE, now());
  const content = openPosted(id, sealed);
  if (await handleOrder(mail, content, orders, now())) return;
  const letter = content as Letter; // written by postMail alone
  if (letter.until !== null && new Date(letter.until) <= now()) return finish(id, TOO_LATE, now());
  try {
    await deliver({ id, to: letter.to, ...composeMail(letter) });
  } catch (fault) {
    const { isFinal, said } = refusalOf(fault);
    log().warn({ mail: id, attempts: mail.attempts + 1, said, isFinal }, "A mail was not taken");
    return isFinal ? setAside(mail, said, now()) : putBack(mail, said, now());
  }
  await finish(id, { state: "sent" }, now());
}

/**
 * Takes what is due in hand, the longest due first. A process that is killed between the server's yes and the note of it
 * leaves a mail that is sent once more, under the same Message-ID; one that is killed before leaves it to the next.
 * @param now read again after each delivery, which may take its time
 * @returns for each that was taken when it is sent, or has failed; none of them rejects
 */
export async function takeDueMails(
  orders: OrderHandlers,
  now: () => Date,
  most: number = AT_ONCE,
): Promise<Promise<void>[]> {
  const due: Waiting[] = await (await database()).outgoingMail.findMany({
    where: { state: "waiting", nextAttemptAt: { lte: now() } },
    orderBy: { nextAttemptAt: "asc" },
    take: most,
    select: { id: true, kind: true, sealed: true, attempts: true, createdAt: true, nextAttemptAt: true },
  });
  const claimed = await Promise.all(due.map(async (mail) => ((await claim(mail, now())) ? mail : null)));
  return claimed
    .filter((mail) => mail !== null)
    .map((mail) =>
      send(mail, orders, now).catch((fault: unknown) =>
        log().error({ mail: mail.id, ...faultFields(fault) }, "A mail failed"),
      ),
    );
}

/** Sends some of what is due. @returns how many were taken in hand */
export async function sendDueMails(orders: OrderHandlers, now: () => Date): Promise<number> {
  const sending = await takeDueMails(orders, now);
  await Promise.all(sending);
  return sending.length;
}
