// npm run mail -- list | retry [ID]: mails that wait or could not be sent; beside a running server, which sends them.
import { clock } from "../infra/clock";
import { listUnsent, retryMails } from "../mails/operate";
import { onDatabase, Refusal } from "./on-database";
import { printTable, written } from "./table";

const USAGE = "Usage: npm run mail -- list | retry [ID]";

async function list(): Promise<void> {
  const mails = await listUnsent();
  if (mails.length === 0) return console.log("No mail waits, and none has failed.");
  printTable([
    ["id", "kind", "state", "attempts", "posted", "next attempt", "the mail server said"],
    ...mails.map(({ id, kind, state, attempts, createdAt, nextAttemptAt, lastError }) => [
      id,
      kind,
      state,
      String(attempts),
      written(createdAt),
      state === "waiting" ? written(nextAttemptAt) : "",
      lastError ?? "",
    ]),
  ]);
}

async function retry(id: string | null): Promise<void> {
  const count = await retryMails(id, clock.now());
  if (id !== null && count === 0)
    throw new Refusal(`The mail "${id}" cannot be tried again: npm run mail -- list shows those there are.`);
  console.log(`${count} ${count === 1 ? "mail is" : "mails are"} tried again within a second by a running server.`);
}

const [act, argument, ...more] = process.argv.slice(2);
await onDatabase(async () => {
  if (more.length > 0) throw new Refusal(USAGE);
  if (act === "list" && argument === undefined) return list();
  if (act === "retry") return retry(argument ?? null);
  throw new Refusal(USAGE);
});
