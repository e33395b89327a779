import "server-only";
import { appSecret } from "../infra/app-secret";
import { clock } from "../infra/clock";
import { type Config, config } from "../infra/config";
import { database } from "../infra/db";
import { hasWrappedKeys } from "../infra/key-rows";
import { loadKeys } from "../infra/keys";
import { migrate } from "../infra/migrate";
import { rotateIfDue } from "../sessions/change-keys";
import { readIndex } from "../sessions/revocations";
import { verifier } from "../sessions/verifier";

/**
 * Makes this process ready to serve, in the only safe order: configuration, tables, keys, revocation index. Nothing
 * is verified before the index is read.
 * @throws Error with one sentence for the operator
 */
export async function startUp(): Promise<{ config: Config; isEmpty: boolean }> {
  const current = config();
  const { databaseUrl } = current;
  await migrate(databaseUrl);
  const secret = appSecret(current.appSecret, databaseUrl, await hasWrappedKeys());
  await loadKeys({ current: secret, previous: current.previousAppSecret }, clock.now());
  await rotateIfDue(clock.now());
  await readIndex(clock.now());
  verifier();
  const isEmpty = (await (await database()).user.findFirst({ select: { id: true } })) === null;
  return { config: current, isEmpty };
}
