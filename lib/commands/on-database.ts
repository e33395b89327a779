import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { config } from "../infra/config";
import { closeDatabase } from "../infra/db";
import { openFeedDatabase } from "../infra/feed-database";
import { takeTimeFromDatabase } from "../start-up/follow";

/** What is wrong, told in one sentence, without where. */
export class Refusal extends Error {}

/**
 * Runs a command on the database that DATABASE_URL names, by its time, and ends the process: with 1 and one sentence where
 * it is refused or fails.
 */
export async function onDatabase(act: () => Promise<void>): Promise<never> {
  try {
    const { databaseUrl, isSqlite } = config();
    if (isSqlite && !existsSync(resolve(databaseUrl.slice("file:".length)))) {
      throw new Refusal("The database that DATABASE_URL names is not there: start Hufu once, it makes one.");
    }
    await openFeedDatabase();
    await takeTimeFromDatabase(); // by which the servers go
    await act();
    await closeDatabase();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
  process.exit(); // a connection that only tells the time would keep it a minute longer
}
