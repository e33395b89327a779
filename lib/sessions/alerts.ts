import "server-only";
import type { Transaction } from "../infra/db";
import { alertPerson, isToldEnough, mailPerson, RECIPIENT, type Recipient, wayFor } from "../mails/mail-person";
import { postOrder } from "../mails/outbox";
import { addSeconds } from "../shared/time";
import { deviceFacts } from "./device-facts";
import type { Client } from "./start-session";

export const NEW_DEVICES_ORDER = "order-new-devices";
const HOUR_SECONDS = 3_600;

type Alert = { sessionId: string; client: Client; now: Date };

/**
 * Tells the owner of an account that a device never seen before has signed in to it. The first one is their own; those
 * above five a day are told together, once an hour, so that nobody buries one under many.
 */
export async function alertNewDevice(
  tx: Transaction,
  user: Recipient,
  { sessionId, client, now }: Alert,
): Promise<void> {
  const { id: userId, emailKey } = user;
  if ((await tx.device.count({ where: { userId } })) < 2) return;
  if (!(await isToldEnough(tx, userId, "new-device", now))) {
    const { way, until } = await wayFor(tx, user, { purpose: "report-session", about: sessionId, now });
    await mailPerson(tx, user, "new-device", { way, facts: deviceFacts(client, now) }, { now, until });
    return;
  }
  const waiting = { userId, kind: NEW_DEVICES_ORDER, state: "waiting" };
  if ((await tx.outgoingMail.count({ where: waiting })) > 0) return; // it will count this one too
  const parameters: Counting = { userId, since: now.toISOString() };
  const notBefore = addSeconds(now, HOUR_SECONDS);
  await postOrder(tx, { order: NEW_DEVICES_ORDER, userId, emailKey, parameters, now, notBefore });
}

type Counting = { userId: string; since: string };

/** Tells of the devices that have come since the order was given. */
export async function handleNewDevicesOrder(tx: Transaction, parameters: unknown, now: Date): Promise<void> {
  const { userId, since } = parameters as Counting; // written above alone
  const user = await tx.user.findUnique({ where: { id: userId }, select: RECIPIENT });
  const count = await tx.device.count({ where: { userId, createdAt: { gte: new Date(since) } } });
  if (user && count > 0) await mailPerson(tx, user, "new-devices", { count }, { now });
}

/** Tells the owner of an account that a session of theirs was used from two places. */
export async function alertStolenToken(
  tx: Transaction,
  userId: string,
  { sessionId, client, now }: Alert,
): Promise<void> {
  const user = await tx.user.findUnique({ where: { id: userId }, select: RECIPIENT });
  if (!user) return;
  const { way, until } = await wayFor(tx, user, { purpose: "report-session", about: sessionId, now });
  await alertPerson(tx, user, "stolen-token", { way, facts: deviceFacts(client, now) }, { now, until });
}
