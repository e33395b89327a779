import "server-only";
import { findOperation, type Presented } from "../mails/find-operation";
import { mailReset, RECIPIENT } from "../mails/mail-person";
import { perform } from "../sessions/acts";
import { Problem } from "../shared/errors";

/**
 * "This was not me": ends the session that a mail told of and every other. The password opens nothing any more; the mail
 * by which a new one is chosen is on its way when this returns.
 * @throws Problem `link_invalid`
 */
export async function reportSession(presented: Presented, now: Date, ip: string | null): Promise<void> {
  const operation = await findOperation("report-session", presented, now);
  if (!operation?.userId) throw new Problem("link_invalid");
  const { userId } = operation;
  const done = await perform("reported", { userId, operation, now, ip }, async (tx) => {
    const person = await tx.user.update({ where: { id: userId }, data: { passwordHash: null }, select: RECIPIENT });
    await mailReset(tx, person, now);
    return true;
  });
  if (!done) throw new Problem("link_invalid");
}
