import "server-only";
import type { Transaction } from "../infra/db";
import { isLanguage, type Language } from "../shared/words/languages";
import type { MailKind, MailParameters, Way } from "./kinds";
import { issueOperation, type Purpose } from "./operation-tokens";
import { postMail } from "./outbox";

/** What of an account's row a mail to its owner needs. */
export const RECIPIENT = { id: true, email: true, emailKey: true, language: true, credentialVersion: true } as const;
export type Recipient = {
  id: string;
  email: string;
  emailKey: string;
  language: string | null;
  credentialVersion: number;
};

/** The language of mails to a person: theirs as far as it is known, never that of whoever makes the request. */
const languageOf = ({ language }: Recipient): Language => (isLanguage(language) ? language : "en");

/** Posts a mail to the owner of an account. */
export function mailPerson<Kind extends MailKind>(
  tx: Transaction,
  user: Recipient,
  kind: Kind,
  parameters: MailParameters[Kind],
  { now, until }: { now: Date; until?: Date },
): Promise<void> {
  const { id: userId, email: to, emailKey } = user;
  return postMail(tx, { kind, userId, emailKey, to, language: languageOf(user), parameters, now, until });
}

/** Alerts of one kind that a person is mailed within a UTC day: who does not mind five has them, and nobody is flooded. */
const ALERTS_A_DAY = 5;
const DAY_MS = 86_400_000;

/** Whether a person has had as many alerts of a kind today as they shall. */
export async function isToldEnough(tx: Transaction, userId: string, kind: MailKind, now: Date): Promise<boolean> {
  const today = { gte: new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS) };
  return (await tx.outgoingMail.count({ where: { userId, kind, createdAt: today } })) >= ALERTS_A_DAY;
}

/** Posts a mail of something that whoever is inside can do again and again. */
export async function alertPerson<Kind extends MailKind>(
  tx: Transaction,
  user: Recipient,
  kind: Kind,
  parameters: MailParameters[Kind],
  times: { now: Date; until?: Date },
): Promise<void> {
  if (!(await isToldEnough(tx, user.id, kind, times.now))) await mailPerson(tx, user, kind, parameters, times);
}

/** Makes a link for a person, and when it ends. */
export async function wayFor(
  tx: Transaction,
  { id: userId, emailKey }: Recipient,
  { purpose, about, now }: { purpose: Purpose; about: string; now: Date },
): Promise<{ way: Way; until: Date }> {
  const { expiresAt, ...issued } = await issueOperation(tx, { purpose, userId, emailKey, about, now });
  return { way: { ...issued, until: expiresAt.toISOString() }, until: expiresAt };
}

/** Mails a person the way to a new password. It is void as soon as their credentials change. */
export async function mailReset(tx: Transaction, user: Recipient, now: Date): Promise<void> {
  const { way, until } = await wayFor(tx, user, {
    purpose: "reset-password",
    about: String(user.credentialVersion),
    now,
  });
  await mailPerson(tx, user, "reset-password", { way }, { now, until });
}
