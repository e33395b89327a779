import "server-only";
import type { AccessClaims } from "../edge/access-token";
import { database } from "../infra/db";
import { withTimeout } from "../infra/with-timeout";
import { toSeconds } from "../shared/time";

/** Unanswered after this long, in milliseconds, the database counts as gone. */
const ROW_TIMEOUT_MS = 1_000;

/**
 * Whether the database holds nothing against an access token that is good otherwise: what a process asks that cannot
 * trust its index. One query, and one for the key.
 * @throws when the database does not answer within a second
 */
export function isLiveInDatabase({ sid, sub, iat }: AccessClaims, kid: string, now: Date): Promise<boolean> {
  const ask = async () => {
    const db = await database();
    const [session, key] = await Promise.all([
      db.session.findFirst({
        where: { id: sid, userId: sub, endedAt: null, expiresAt: { gt: now } },
        select: { user: { select: { tokensValidFrom: true } } },
      }),
      db.secret.findFirst({ where: { id: kid, withdrawnAt: null }, select: { id: true } }),
    ]);
    const validFrom = session?.user.tokensValidFrom;
    return session !== null && key !== null && (!validFrom || iat >= toSeconds(validFrom));
  };
  return withTimeout(ask(), ROW_TIMEOUT_MS);
}
