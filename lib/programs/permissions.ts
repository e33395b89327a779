import "server-only";
import { database, type Transaction } from "../infra/db";
import { endPersonalTokens } from "../sessions/end-personal-tokens";
import { revokingTransaction } from "../sessions/end-sessions";
import { recordEvents } from "../sessions/security-events";
import type { Permission } from "../shared/scopes";

const listOf = (permissions: string): string[] => permissions.split(" ").filter(Boolean);

/** Locks the row of an account, found by its address. @returns null where there is none */
async function lockAccount(tx: Transaction, emailKey: string) {
  const [user] = await tx.user.updateManyAndReturn({
    where: { emailKey },
    data: { emailKey },
    select: { id: true, permissions: true },
  });
  return user ?? null;
}

export type PermissionChange = "changed" | "no-account" | "unchanged";

/**
 * Gives a permission to an account or takes it away, by a command. What is given comes with the next sign-in; what is taken
 * ends, in the same transaction, each session and token that has it.
 */
export async function changePermission(
  emailKey: string,
  { permission, isGranted, now }: { permission: Permission; isGranted: boolean; now: Date },
): Promise<PermissionChange> {
  return revokingTransaction(async (tx, end) => {
    const user = await lockAccount(tx, emailKey);
    if (!user) return "no-account";
    const held = listOf(user.permissions);
    if (held.includes(permission) === isGranted) return "unchanged";
    const { id: userId } = user;
    const permissions = isGranted ? [...held, permission] : held.filter((name) => name !== permission);
    await tx.user.update({ where: { id: userId }, data: { permissions: permissions.join(" ") } });
    const type = isGranted ? ("permission-granted" as const) : ("permission-withdrawn" as const);
    await recordEvents(tx, [{ userId, type, about: permission }], now);
    if (!isGranted) {
      const having = { where: { userId, endedAt: null }, select: { id: true, scope: true } } as const;
      const idsOf = (rows: { id: string; scope: string }[]) => ({
        in: rows.filter(({ scope }) => listOf(scope).includes(permission)).map(({ id }) => id),
      });
      await end({ scope: { userId, id: idsOf(await tx.session.findMany(having)) }, reason: "admin", now });
      const id = idsOf(await tx.personalToken.findMany(having));
      await endPersonalTokens(tx, { scope: { userId, id }, reason: "admin", now });
    }
    return "changed";
  }, now);
}

/** Who has which permissions. */
export const listPermissions = async (): Promise<{ email: string; permissions: string }[]> =>
  (await database()).user.findMany({
    where: { permissions: { not: "" } },
    select: { email: true, permissions: true },
    orderBy: { emailKey: "asc" },
  });
