import "server-only";
import type { Transaction } from "../infra/db";
import type { MailKind } from "../mails/kinds";
import { type Operation, type Purpose, spendOperation, voidOperations } from "../mails/operation-tokens";
import { forgetDevices } from "./device-cookie";
import { endAllWithin, revokingTransaction } from "./end-sessions";
import type { EndReason } from "./policy";
import { recordEvents, type SecurityEventType } from "./security-events";

/** What a moment of an account's life does. Each raises the version of the credentials: no sign-in under way survives it. */
export type Act = {
  /** What the security log says. */
  event: SecurityEventType;
  /** Which sessions end, and why. `all`: also whatever token was issued before, known or not. */
  ends: "others" | "all";
  reason: EndReason;
  /** Mailed links that are worth nothing any more. */
  voids: readonly Purpose[];
  mails: readonly MailKind[];
  /** Identities from elsewhere let nobody in any more: whoever knew the password before may have linked their own. */
  unlinks?: true;
  /** Someone else was inside: no device is known any more, and what they may have set of limits and leaving is undone. */
  distrusts?: true;
};

/** Links by which the password or the address could still be changed. */
const CHANGING: readonly Purpose[] = ["reset-password", "change-email"];

/** What happens when: the one table that the acts, the README and its test read. */
export const ACTS = {
  "password-changed": {
    event: "password-changed",
    ends: "others",
    reason: "password-changed",
    voids: CHANGING,
    mails: ["password-changed"],
  },
  "password-reset": {
    event: "password-reset",
    ends: "all",
    reason: "password-reset",
    voids: CHANGING,
    mails: ["password-reset"],
    unlinks: true,
  },
  "email-changed": {
    event: "email-changed",
    ends: "others",
    reason: "email-changed",
    voids: [...CHANGING, "report-session"], // not how an address before can come back: whoever changes it twice would keep it
    mails: ["email-changed"],
  },
  "email-change-undone": {
    event: "email-change-undone",
    ends: "all",
    reason: "reported",
    voids: [...CHANGING, "report-session"],
    mails: ["reset-password"],
    unlinks: true,
    distrusts: true,
  },
  reported: {
    event: "reported",
    ends: "all",
    reason: "reported",
    voids: [...CHANGING, "report-session"],
    mails: ["reset-password"],
    unlinks: true,
    distrusts: true,
  },
  "proven-elsewhere": {
    event: "email-verified",
    ends: "all",
    reason: "password-reset",
    voids: CHANGING,
    mails: [],
    unlinks: true,
  },
  left: {
    event: "account-left",
    ends: "all",
    reason: "revoked-all",
    voids: CHANGING,
    mails: ["account-leaving"],
  },
} as const satisfies Record<string, Act>;
export type ActName = keyof typeof ACTS;

type Performing = {
  userId: string;
  /** As it was read together with what the act relies on: if it has been raised since, nothing is done. */
  credentialVersion?: number;
  /** The mailed link that it is done by; spent with it. */
  operation?: Operation;
  /** The session that asks, and stays where others end. */
  keepId?: string;
  now: Date;
  ip: string | null;
};

async function unlinkAll(tx: Transaction, { userId, now, ip }: Pick<Performing, "userId" | "now" | "ip">) {
  const where = { userId };
  const linked = await tx.externalIdentity.findMany({ where, select: { provider: true } });
  await tx.externalIdentity.deleteMany({ where });
  const events = linked.map(({ provider }) => ({ type: "identity-unlinked" as const, userId, about: provider, ip }));
  await recordEvents(tx, events, now);
}

/** Takes the transaction back. */
class Undone extends Error {}

/**
 * Does, in one transaction, what an act does to sessions, links and log. `work` is what is particular to it; where it
 * returns null nothing is done.
 * @returns what `work` returned; null also where the link was used, the credentials have changed or the account is gone
 */
export async function perform<T>(
  name: ActName,
  { userId, credentialVersion, operation, keepId, now, ip }: Performing,
  work: (tx: Transaction, credentialVersion: number) => Promise<T | null>,
): Promise<T | null> {
  const act: Act = ACTS[name];
  try {
    return await revokingTransaction(async (tx, end, announce) => {
      // First, for it locks the user's row: a sign-in under way commits before this, and is ended, or sees it.
      const [user] = await tx.user.updateManyAndReturn({
        where: { id: userId, ...(credentialVersion !== undefined && { credentialVersion }) },
        data: { credentialVersion: { increment: 1 }, ...(act.distrusts && { eraseAt: null, sessionLimit: null }) },
        select: { credentialVersion: true },
      });
      if (!user || (operation && !(await spendOperation(tx, operation, now)))) throw new Undone();
      await voidOperations(tx, userId, act.voids);
      if (act.distrusts) await forgetDevices(tx, userId);
      if (act.unlinks) await unlinkAll(tx, { userId, now, ip });
      const result = await work(tx, user.credentialVersion);
      if (result === null) throw new Undone();
      if (act.ends === "all") await endAllWithin(tx, end, announce, { userId, reason: act.reason, now, ip });
      else await end({ scope: { userId, ...(keepId && { id: { not: keepId } }) }, reason: act.reason, now, ip });
      await recordEvents(tx, [{ userId, type: act.event, ...(keepId && { sessionId: keepId }), ip }], now);
      announce({ kind: "profile", id: userId, reason: "changed" });
      return result;
    }, now);
  } catch (error) {
    if (error instanceof Undone) return null;
    throw error;
  }
}
