import "server-only";
import { profileCacheReader } from "../accounts/profile-cache";
import { clock, setClockBy } from "../infra/clock";
import { config } from "../infra/config";
import { databaseTime, reconnectFeedDatabase } from "../infra/feed-database";
import { areKeysStale, reloadKeys } from "../infra/keys";
import { faultFields, log } from "../infra/log";
import type { Bell } from "../infra/postgres-bell";
import { readAlong } from "../sessions/feed-readers";
import { catchUp } from "../sessions/follow-feed";
import { closeAllPages, tellDevicesChanged, tellOfRow } from "../sessions/live-pages";
import { processWide } from "../shared/process-wide";

/** Beside the bell; and with SQLite, whose file other processes write to, in place of one. In milliseconds. */
const POLL_MS = { postgresql: 2_000, sqlite: 1_000 };
/** How long start-up waits for the bell; polling goes on without it. */
const BELL_PATIENCE_MS = 5_000;

function registerReaders(): void {
  readAlong("live-pages", { onRow: tellOfRow, onReset: closeAllPages });
  readAlong("profiles", profileCacheReader);
  readAlong("keys", {
    onRow: ({ kind }) => {
      if (kind === "keys" || kind === "key") void reloadKeys();
    },
    onReset: () => void reloadKeys(),
  });
}

let isCutOff = false;

/** One read of the feed. Its failure is told once, and so is the end of it. */
async function readOnce(): Promise<void> {
  if (loop().isStopped) return;
  try {
    await catchUp(clock.now);
    if (areKeysStale()) await reloadKeys();
    if (isCutOff) log().info("The revocation feed is read again");
    isCutOff = false;
  } catch (fault) {
    if (!isCutOff)
      log().error(faultFields(fault), "The revocation feed cannot be read: sessions are checked one by one");
    isCutOff = true;
    reconnectFeedDatabase();
  }
}

/** Sets this process's clock by the one that all share; with SQLite that is the machine's own. */
export async function takeTimeFromDatabase(): Promise<void> {
  if (!config().isSqlite) await setClockBy(databaseTime);
}

/**
 * The clock first: what is read is dated by it. A connection that does not tell the time is given up at once, or the read
 * would wait for it until the index is no longer trusted; the read that follows tells of the fault, if there still is one.
 */
async function poll(): Promise<void> {
  await takeTimeFromDatabase().catch(reconnectFeedDatabase);
  await readOnce();
}

type Loop = { timer: NodeJS.Timeout | null; bell: Bell | null; isStopped: boolean };
const loop = () => processWide<Loop>("feed-loop", () => ({ timer: null, bell: null, isStopped: false }));

function pollForEver(): void {
  const state = loop();
  if (state.isStopped) return;
  const everyMs = config().isSqlite ? POLL_MS.sqlite : POLL_MS.postgresql;
  state.timer = setTimeout(() => void poll().finally(pollForEver), everyMs);
  state.timer.unref();
}

/** No more reads begin after this. */
export async function stopFollowing(): Promise<void> {
  const state = loop();
  state.isStopped = true;
  if (state.timer) clearTimeout(state.timer);
  await state.bell?.close();
}

/** Listens, and returns once it does, or has tried for a while. */
async function listen(): Promise<Bell> {
  const { openBell } = await import("../infra/postgres-bell"); // with SQLite its driver is not loaded
  return new Promise((resolve) => {
    const bell = openBell({
      databaseUrl: config().databaseUrl,
      onRing: (channel, payload) => {
        if (channel === "hufu_feed") void readOnce();
        else tellDevicesChanged(payload);
      },
      onListening: () => {
        clearTimeout(timer);
        resolve(bell);
        void readOnce(); // whatever rang while nobody listened
      },
    });
    const timer = setTimeout(() => resolve(bell), BELL_PATIENCE_MS);
  });
}

/**
 * Follows the revocation feed, in the only safe order: listen, read what still matters, and from then on what comes.
 * When this returns, the index may be trusted.
 * @throws when the first read fails
 */
export async function followFeed(): Promise<void> {
  registerReaders();
  if (!config().isSqlite) loop().bell = await listen();
  await catchUp(clock.now);
  pollForEver();
}
