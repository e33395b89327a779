import "server-only";
import { config } from "../infra/config";
import { database } from "../infra/db";
import { isRowId } from "../infra/random-id";
import { addSeconds } from "../shared/time";
import { type EventKind, typesOf } from "./event-policy";
import { type EventDevice, type ListedEvent, readLog } from "./list-events";

export type EventQuery = {
  kind: EventKind | null;
  deviceId: string | null;
  /** Where the page before ended, as `cursorOf` wrote it; anything else is the beginning. */
  after: string | null;
};

/** A part of the security log, the latest first. */
export type EventPage = {
  events: ListedEvent[];
  devices: ReadonlyMap<string, EventDevice>;
  /** Of the sessions that the events name, those that live. */
  liveSessions: ReadonlySet<string>;
  /** Where the next page begins, or null at the end of all that is kept. */
  next: string | null;
};

type Place = Pick<ListedEvent, "at" | "type" | "id">;

/** Names a place in the log. Several events may share their millisecond. */
export const cursorOf = ({ at, type, id }: Place): string => `${at.getTime()}.${type}.${id}`;

function placeOf(cursor: string | null): Place | null {
  const [, ms = "", type = "", id = ""] = /^(\d{1,14})\.([a-z-]{1,50})\.([\w-]+)$/.exec(cursor ?? "") ?? [];
  return isRowId(id) ? { at: new Date(Number(ms)), type, id } : null;
}

/** What comes after a place, in the order of the log. */
const after = ({ at, type, id }: Place) => ({
  OR: [{ at: { lt: at } }, { type: { lt: type } }, { type, id: { lt: id } }], // beside `at` being no later
});

/**
 * Up to `most` events of an account, from a place in its log on: so all that is kept can be reached, and what comes in
 * meanwhile moves nothing.
 */
export async function readEventPage(
  userId: string,
  { kind, deviceId, after: cursor }: EventQuery,
  now: Date,
  most: number,
): Promise<EventPage> {
  const from = placeOf(cursor);
  const since = addSeconds(now, -config().eventRetentionSeconds);
  const condition = {
    at: { gte: since, ...(from && { lte: from.at }) }, // by which the index finds them
    AND: [from ? after(from) : {}, kind ? { type: { in: typesOf(kind) } } : {}],
    ...(deviceId && { deviceId }),
  };
  const { events, devices, isCut } = await readLog(userId, condition, most);
  const last = events.at(-1);
  const liveSessions = await findLive(userId, events, now);
  return { events, devices, liveSessions, next: isCut && last ? cursorOf(last) : null };
}

/** Ids that are asked for at once: databases bound the parameters of a statement. */
const ASKED_AT_ONCE = 500;

async function findLive(userId: string, events: readonly ListedEvent[], now: Date): Promise<Set<string>> {
  const ids = [...new Set(events.flatMap(({ sessionId }) => sessionId ?? []))];
  const live = new Set<string>();
  for (let i = 0; i < ids.length; i += ASKED_AT_ONCE) {
    const where = { userId, id: { in: ids.slice(i, i + ASKED_AT_ONCE) }, endedAt: null, expiresAt: { gt: now } };
    for (const { id } of await (await database()).session.findMany({ where, select: { id: true } })) live.add(id);
  }
  return live;
}

/** Devices that a log can be filtered by; of more, the latest. */
const MOST_DEVICES = 100;

/** The devices of an account, the latest first. */
export const listEventDevices = async (userId: string): Promise<EventDevice[]> =>
  (await database()).device.findMany({
    where: { userId },
    orderBy: { createdAt: "desc" },
    take: MOST_DEVICES,
    select: { id: true, name: true, kind: true, browser: true, os: true, createdAt: true },
  });

/** When the first device of an account was seen: it is its owner's, and no news. */
export async function firstDeviceAt(userId: string): Promise<Date | null> {
  const { _min } = await (await database()).device.aggregate({ where: { userId }, _min: { createdAt: true } });
  return _min.createdAt;
}
