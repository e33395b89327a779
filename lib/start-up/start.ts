import "server-only";
import { appSecret } from "../infra/app-secret";
import { clock } from "../infra/clock";
import { type Config, config } from "../infra/config";
import { database } from "../infra/db";
import { hasWrappedKeys, loadKeys } from "../infra/keys";
import { migrate } from "../infra/migrate";
import { followFeed } from "./follow";
import { measureProcess } from "./measure";

/**
 * Makes this process ready to serve, in the only safe order: configuration, tables, keys, revocation feed. Nothing
 * is verified before what the feed holds has been read.
 * @throws Error with one sentence for the operator
 */
export async function startUp(): Promise<{ config: Config; isEmpty: boolean }> {
  const current = config();
  const { databaseUrl } = current;
  await migrate(databaseUrl);
  await loadKeys(appSecret(current.appSecret, databaseUrl, await hasWrappedKeys()), clock.now());
  await followFeed();
  measureProcess();
  const isEmpty = (await (await database()).user.findFirst({ select: { id: true } })) === null;
  return { config: current, isEmpty };
}
