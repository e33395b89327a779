import "server-only";
import { processWide } from "../shared/process-wide";
import { clock } from "./clock";
import { config } from "./config";
import { isUniqueViolation } from "./database-busy";
import { inTransaction } from "./db";
import { feedDatabase } from "./feed-database";
import { makeKey, PURPOSES, type Purpose } from "./key-material";
import { viewAt } from "./key-ring";
import { type AppSecrets, insertKey, type KeyRow, listKeyRows, openKey, rewrapKeys } from "./key-rows";
import { closedEntry, composeKeys, type Entry, entryOf, type Keys, withTimesOf } from "./key-view";
import { faultFields, log } from "./log";
import { withTimeout } from "./with-timeout";

/** A reading that takes longer has failed; in milliseconds. */
const READ_TIMEOUT_MS = 2_000;

type Loaded = { readonly secrets: AppSecrets; readonly entries: readonly Entry[] };
type Holder = {
  loaded: Loaded | null;
  view: ReturnType<typeof composeKeys> | null;
  reloading: Promise<void>;
  isStale: boolean;
};

const holder = () =>
  processWide<Holder>("keys", () => ({ loaded: null, view: null, reloading: Promise.resolve(), isStale: false }));

function requireLoaded({ loaded } = holder()): Loaded {
  if (!loaded) throw new Error("Keys are asked for before start-up has read them");
  return loaded;
}

function hold(loaded: Loaded): void {
  Object.assign(holder(), { loaded, view: null });
}

/**
 * The keys of this process. They change with time alone: between two changes a call compares two numbers.
 * @throws Error before start-up has read them
 */
export function keys(now: Date = clock.now()): Keys {
  const held = holder();
  const { entries } = requireLoaded(held);
  const at = now.getTime();
  if (!held.view || at < held.view.from || at >= held.view.until) {
    held.view = composeKeys(entries, config().accessTokenTtlSeconds, now);
  }
  return held.view.keys;
}

/** The secret that new keys are wrapped under. @throws Error before start-up has read the keys */
export const wrappingSecret = (): string => requireLoaded().secrets.current;

/** Strictly, for start-up. @throws Error with one sentence for the operator */
async function openAll(secrets: AppSecrets, rows: readonly KeyRow[]): Promise<Entry[]> {
  return Promise.all(
    rows.map((row) => {
      if (row.withdrawnAt) return closedEntry(row);
      const opened = openKey(secrets, row);
      if (opened) return entryOf(row, opened.plain);
      throw new Error(
        `The key "${row.id}" in the database does not open with this secret: set APP_SECRET to the one it was made under, or APP_SECRET_PREVIOUS to that one if APP_SECRET is new.`,
      );
    }),
  );
}

/** The purposes that have no key to make new things with. */
function listMissing(rows: readonly KeyRow[], now: Date): Purpose[] {
  const ofPurpose = (purpose: Purpose) => rows.filter((row) => row.purpose === purpose);
  return PURPOSES.filter((purpose) => !viewAt(ofPurpose(purpose), config().accessTokenTtlSeconds, now).current);
}

async function createMissing(secrets: AppSecrets, now: Date): Promise<void> {
  const missing = listMissing(await listKeyRows(), now);
  const made = await Promise.all(
    missing.map(async (purpose) => ({ purpose, key: await makeKey(purpose, config().tokenAlgorithm) })),
  );
  try {
    await inTransaction(async (tx) => {
      const rows = await listKeyRows(undefined, tx);
      const stillMissing = listMissing(rows, now); // another process may have been first
      for (const { purpose, key } of made.filter((one) => stillMissing.includes(one.purpose))) {
        const ring = rows.filter((row) => row.purpose === purpose);
        await insertKey(tx, secrets.current, purpose, key, { ring, createdAt: now, activeFrom: now });
      }
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error; // it was first at the same moment: its keys count
  }
}

/**
 * Reads the keys of this installation, making them on first start. Processes that start together on an empty
 * database end with one set: where the database does not let them take turns, the unique (purpose, version) refuses the second. What only the previous secret opens is
 * wrapped under the current one.
 * @throws Error with one sentence when a key opens with neither secret
 */
export async function loadKeys(secrets: AppSecrets, now: Date): Promise<Keys> {
  let rows = await listKeyRows();
  let entries = await openAll(secrets, rows); // before any is made that only a wrong secret would open
  if (listMissing(rows, now).length > 0) {
    await createMissing(secrets, now);
    rows = await listKeyRows();
    entries = await openAll(secrets, rows);
  }
  await rewrapKeys(secrets, rows);
  hold({ secrets, entries });
  return keys(now);
}

/** What a row comes to while the process runs. */
async function reopen({ secrets, entries }: Loaded, row: KeyRow): Promise<Entry> {
  if (row.withdrawnAt) return closedEntry(row);
  const known = entries.find(({ id, pair, mac }) => id === row.id && (pair || mac));
  if (known) return withTimesOf(known, row); // it may be wrapped under a secret by now that this process does not have
  const opened = openKey(secrets, row);
  const entry = opened && (await entryOf(row, opened.plain).catch(() => null));
  if (entry) return entry;
  log().error({ key: row.id }, "A key in the database does not open: restart this process with the present APP_SECRET");
  return closedEntry(row);
}

async function readAgain(): Promise<void> {
  const held = holder();
  held.isStale = true; // until a reading has come to its end
  try {
    const loaded = requireLoaded();
    // By the feed's connection: in a storm of sign-ins the others are taken, and the news came by this one.
    const rows = await withTimeout(listKeyRows(undefined, await feedDatabase()), READ_TIMEOUT_MS);
    const entries = await Promise.all(rows.map((row) => reopen(loaded, row)));
    hold({ ...loaded, entries });
    held.isStale = false;
  } catch (fault) {
    log().error(faultFields(fault), "The keys could not be read again: those known before stay in use");
  }
}

/**
 * Reads the keys again, because this or another process changed them. Never throws, and never leaves the process without
 * keys: on a fault it keeps those it has. One after the other, so that an older reading never replaces a newer one.
 */
export function reloadKeys(): Promise<void> {
  const held = holder();
  held.reloading = held.reloading.then(readAgain);
  return held.reloading;
}

/** Whether the keys are known to have changed and could not be read since: to be tried again. */
export const areKeysStale = (): boolean => holder().isStale;
