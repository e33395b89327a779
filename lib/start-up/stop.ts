import "server-only";
import { flushFailedSignIns } from "../accounts/failed-sign-ins";
import { closeDatabase } from "../infra/db";
import { faultFields, log } from "../infra/log";
import { closeOpenStreams } from "../infra/open-streams";
import { flushActivity } from "../sessions/last-seen";
import { stopCleaningUp } from "./clean-up-regularly";
import { stopFollowing } from "./follow";
import { servers } from "./mark-requests";
import { stopSendingMails } from "./send-mails";

/** Requests under way get this long to finish; then streams and stuck clients are cut off. */
const GRACE_MS = 3_000;
/** After this the process ends whatever is still to be done: a database that does not answer must not keep it. */
const DEADLINE_MS = 8_000;

async function closeServers(): Promise<void> {
  const closing = [...servers].map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
  const cut = new Promise<void>((resolve) => {
    setTimeout(() => {
      for (const server of servers) server.closeAllConnections();
      resolve(); // a socket that was upgraded is none of theirs, and would be waited for without end
    }, GRACE_MS);
  });
  await Promise.race([Promise.all(closing), cut]);
}

/** Ends the process on SIGTERM and SIGINT: answers what is under way, writes what was noted, closes the database. */
export function stopOnSignals(): void {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(0), DEADLINE_MS); // every answered write is safe by then, or will never be
    closeOpenStreams();
    await closeServers();
    await Promise.all([stopFollowing(), stopCleaningUp()]);
    // A minute of "last active" and a second of failed sign-ins must not keep the process from ending; a mail under way
    // may: it would be sent twice.
    await Promise.allSettled([flushActivity(), flushFailedSignIns(), stopSendingMails()]);
    // The log has every answered write: a database that cannot be tidied now is tidied at the next start.
    await closeDatabase().catch((fault: unknown) => log().warn(faultFields(fault), "The database was not closed"));
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop());
}
