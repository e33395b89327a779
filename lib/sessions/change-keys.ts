import "server-only";
import { config } from "../infra/config";
import { isUniqueViolation } from "../infra/database-busy";
import { makeKey, PURPOSES, type Purpose } from "../infra/key-material";
import { isRotationDue, nextOf, PUBLISH_LEAD_SECONDS, stateAt, viewAt } from "../infra/key-ring";
import { insertKey, type KeyRow, listKeyRows, markWithdrawn } from "../infra/key-rows";
import { reloadKeys, wrappingSecret } from "../infra/keys";
import { removeSpentKeys } from "../infra/remove-spent-keys";
import { addSeconds } from "../shared/time";
import { announcingTransaction } from "./announce";

/** Times that a withdrawal is tried when another process adds a key at the same moment. */
const ATTEMPTS = 5;

/** A pepper is changed by command alone: those who stay away keep the old ones in use, and those who come pay a second hash. */
const ruleFor = (purpose: Purpose) => ({
  alg: purpose === "signing" ? config().tokenAlgorithm : null,
  maxAgeSeconds: purpose === "pepper" ? 0 : config().keyMaxAgeSeconds,
});

/** Adds a key that comes into use when everyone has it, if `isWanted` of the keys there are. @returns whether it did */
async function addKey(purpose: Purpose, isWanted: (rows: KeyRow[]) => boolean, now: Date): Promise<boolean> {
  if (!isWanted(await listKeyRows(purpose))) return false;
  await removeSpentKeys(now);
  const key = await makeKey(purpose, config().tokenAlgorithm); // before the transaction: RSA takes its time
  try {
    return await announcingTransaction(async (tx, announce) => {
      const rows = await listKeyRows(purpose, tx);
      if (!isWanted(rows)) return false;
      const { current } = viewAt(rows, config().accessTokenTtlSeconds, now);
      const activeFrom = current ? addSeconds(now, PUBLISH_LEAD_SECONDS) : now;
      await insertKey(tx, wrappingSecret(), purpose, key, { ring: rows, createdAt: now, activeFrom });
      announce({ kind: "keys", id: purpose, reason: "rotated" });
      return true;
    }, now);
  } catch (error) {
    if (isUniqueViolation(error)) return false; // the other process's key is the next one
    throw error;
  } finally {
    await reloadKeys();
  }
}

/**
 * Makes the next key of a purpose. What the current one made stays good; nobody is signed out.
 * @returns false when there is a next key already
 */
export const rotateKey = (purpose: Purpose, now: Date): Promise<boolean> =>
  addKey(purpose, (rows) => nextOf(rows, now) === null, now);

/**
 * Makes the next key of each purpose whose current one is older than KEY_MAX_AGE or not of TOKEN_ALG. Processes that do
 * this at the same moment make one key. To be called at start-up and regularly; it asks the database one query a purpose.
 * @returns for which purposes this process made one
 */
export async function rotateIfDue(now: Date): Promise<Purpose[]> {
  const rotated: Purpose[] = [];
  for (const purpose of PURPOSES) {
    const isDue = (rows: KeyRow[]) => isRotationDue(rows, ruleFor(purpose), config().accessTokenTtlSeconds, now);
    if (await addKey(purpose, isDue, now)) rotated.push(purpose);
  }
  return rotated;
}

export type Withdrawal = "withdrawn" | "unknown" | "not-signing" | "withdrawn-before";

/**
 * Takes a signing key out of use that someone else may hold: on this process it verifies nothing from now on, on the others
 * as soon as they read the feed. Its private half is erased. If it was the current one, its successor is current at once.
 */
export async function withdrawKey(kid: string, now: Date): Promise<Withdrawal> {
  const successor = await makeKey("signing", config().tokenAlgorithm);
  const attempt = () =>
    announcingTransaction(async (tx, announce): Promise<Withdrawal> => {
      const rows = await listKeyRows(undefined, tx);
      const row = rows.find(({ id }) => id === kid);
      if (!row) return "unknown";
      if (row.purpose !== "signing") return "not-signing";
      const ring = rows.filter(({ purpose }) => purpose === "signing");
      if (!(await markWithdrawn(tx, kid, now))) return "withdrawn-before";
      if (stateAt(row, ring, config().accessTokenTtlSeconds, now) === "current") {
        await insertKey(tx, wrappingSecret(), "signing", successor, { ring, createdAt: now, activeFrom: now });
      }
      announce({ kind: "key", id: kid, reason: "withdrawn" });
      announce({ kind: "keys", id: "signing", reason: "rotated" });
      return "withdrawn";
    }, now);
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isUniqueViolation(error) || tried === ATTEMPTS) throw error;
    } finally {
      await reloadKeys();
    }
  }
}
