import "server-only";
import { resolve } from "node:path";
import { flushActivityRegularly } from "../sessions/last-seen";
import { cleanUpRegularly } from "./clean-up-regularly";
import { markRequests } from "./mark-requests";
import { sendMailsRegularly } from "./send-mails";
import { startUp } from "./start";
import { declareStarted } from "./started";
import { stopOnSignals } from "./stop";

/**
 * What the server process does before it answers. Requests wait for it, probes excepted: they say how far it is. A fault
 * prints one sentence and ends the process.
 */
export function serve(): void {
  markRequests();
  stopOnSignals();
  void start();
}

async function start(): Promise<void> {
  try {
    const { config, isEmpty } = await startUp();
    declareStarted();
    flushActivityRegularly();
    sendMailsRegularly();
    cleanUpRegularly();
    const data = config.isSqlite ? resolve(config.databaseUrl.slice(5)) : "PostgreSQL";
    const firstSteps = isEmpty ? `\n  first account  ${config.appUrl}/sign-up   (or a demo: npm run seed)` : "";
    console.log(`\n  Hufu serves    ${config.appUrl}\n  data           ${data}${firstSteps}\n`);
  } catch (error) {
    // A throw would leave the process alive, answering 500.
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
