import "server-only";
import { isUniqueViolation } from "../infra/database-busy";
import { database, inTransaction, type Transaction } from "../infra/db";
import { randomId } from "../infra/random-id";
import { openidOf } from "../infra/wxapp";
import { recordEvents } from "../sessions/security-events";
import { OAuthError } from "../shared/oauth-error";

/**
 * Proves who someone is elsewhere, by a code that they were given there. A new provider is one line here and a grant.
 * @returns their id there, or null for a code that is not good
 */
type Prover = (code: string) => Promise<string | null>;

const PROVERS = { wxapp: openidOf } as const satisfies Record<string, Prover>;
export type Provider = keyof typeof PROVERS;

/** Someone as another place knows them. */
export type Identity = { provider: Provider; subject: string };

/** @throws OAuthError `invalid_grant` for a code that is not good; what the prover throws */
export async function proveIdentity(provider: Provider, code: string): Promise<Identity> {
  const subject = await PROVERS[provider](code);
  if (subject === null) throw new OAuthError("invalid_grant", "The code is unknown there, expired, or used.");
  return { provider, subject };
}

/** Whose account an identity is linked to, as a password's check would say it; null: nobody's. */
export async function findLinkedAccount({ provider, subject }: Identity) {
  const { externalIdentity } = await database();
  const found = await externalIdentity.findUnique({
    where: { provider_subject: { provider, subject } },
    select: {
      user: {
        select: {
          id: true,
          email: true,
          emailKey: true,
          name: true,
          credentialVersion: true,
          eraseAt: true,
          emailVerifiedAt: true,
        },
      },
    },
  });
  if (!found) return null;
  const { id, email, emailKey, name, credentialVersion, eraseAt, emailVerifiedAt } = found.user;
  const user = { id, email, name };
  return { emailKey, checked: { id, credentialVersion }, user, eraseAt, isVerified: emailVerifiedAt !== null };
}

type Linking = { userId: string; now: Date; ip: string | null };

/**
 * Links an identity to an account whose owner has just proven it, in the transaction that lets them in: where that is
 * refused, or the credentials have changed since, nothing is linked.
 * @throws OAuthError `invalid_grant` where it is another's
 */
export async function linkIdentity(
  tx: Transaction,
  { provider, subject }: Identity,
  { userId, now, ip }: Linking,
): Promise<void> {
  const where = { provider_subject: { provider, subject } };
  const linked = await tx.externalIdentity.findUnique({ where, select: { userId: true } });
  if (linked?.userId === userId) return;
  if (linked) throw linkedElsewhere();
  const data = { id: randomId(), userId, provider, subject, createdAt: now };
  await tx.externalIdentity.create({ data, select: { id: true } }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? linkedElsewhere() : error; // by another request of this moment
  });
  await recordEvents(tx, [{ userId, type: "identity-linked", about: provider, ip }], now);
}

const linkedElsewhere = () => new OAuthError("invalid_grant", "This identity is linked to another account.");

/** An identity as the owner of the account sees it. */
export type ListedIdentity = { id: string; provider: string; createdAt: Date };

export const listIdentities = async (userId: string): Promise<ListedIdentity[]> =>
  (await database()).externalIdentity.findMany({
    where: { userId },
    select: { id: true, provider: true, createdAt: true },
    orderBy: { createdAt: "asc" },
  });

/** @returns false for one that is not the person's */
export async function unlinkIdentity(id: string, { userId, now, ip }: Linking): Promise<boolean> {
  return inTransaction(async (tx) => {
    const where = { id, userId };
    const found = await tx.externalIdentity.findFirst({ where, select: { provider: true } });
    const { count } = await tx.externalIdentity.deleteMany({ where });
    if (!found || count === 0) return false;
    await recordEvents(tx, [{ userId, type: "identity-unlinked", about: found.provider, ip }], now);
    return true;
  });
}
