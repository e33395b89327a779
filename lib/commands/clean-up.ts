// npm run clean-up: removes what has expired, at once and faster than the server's own job does; beside running servers too.
import { cleanUpAlone } from "../start-up/clean-up-regularly";
import { onDatabase, Refusal } from "./on-database";

/** Half of the time: nobody but the servers waits. */
const SHARE = 0.5;

await onDatabase(async () => {
  if (process.argv.length > 2) throw new Refusal("Usage: npm run clean-up");
  const done = await cleanUpAlone({ share: SHARE });
  if (done === null) console.log("Another instance is cleaning up: there is nothing to do here.");
  for (const [what, count] of Object.entries(done ?? {})) console.log(`${String(count).padStart(9)}  ${what}`);
});
