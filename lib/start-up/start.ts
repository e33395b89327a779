import "server-only";
import { appSecret } from "../infra/app-secret";
import { clock } from "../infra/clock";
import { type Config, config } from "../infra/config";
import { database } from "../infra/db";
import { openFeedDatabase } from "../infra/feed-database";
import { hasWrappedKeys } from "../infra/key-rows";
import { loadKeys } from "../infra/keys";
import { migrate } from "../infra/migrate";
import { followFeed, takeTimeFromDatabase } from "./follow";
import { measureProcess } from "./measure";
import { rotateKeysRegularly } from "./rotate-keys";

/**
 * Makes this process ready to serve, in the only safe order: configuration, tables, keys, revocation feed. Nothing
 * is verified before what the feed holds has been read.
 * @throws Error with one sentence for the operator
 */
export async function startUp(): Promise<{ config: Config; isEmpty: boolean }> {
  const current = config();
  const { databaseUrl } = current;
  await migrate(databaseUrl);
  await openFeedDatabase();
  await takeTimeFromDatabase();
  const secret = appSecret(current.appSecret, databaseUrl, await hasWrappedKeys());
  await loadKeys({ current: secret, previous: current.previousAppSecret }, clock.now());
  await followFeed();
  await rotateKeysRegularly(); // reads them again: what changed before the feed was followed was not told of
  measureProcess();
  const isEmpty = (await (await database()).user.findFirst({ select: { id: true } })) === null;
  return { config: current, isEmpty };
}
