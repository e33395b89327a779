import "server-only";
import { database } from "../infra/db";
import type { EndReason } from "./policy";

/** What the security log says happened, as the account's owner sees it. */
export type ListedEvent = {
  id: string;
  type: string;
  at: Date;
  reason: string | null;
  /** The name of the program, the token or the permission that it speaks of. */
  about: string | null;
  ip: string | null;
  deviceId: string | null;
  sessionId: string | null;
};

/** The name of a device, as its owner or its browser gave it. */
export type EventDevice = {
  id: string;
  name: string | null;
  kind: string;
  browser: string | null;
  os: string | null;
  createdAt: Date;
};

export type EventLog = {
  /** The latest first. */
  events: ListedEvent[];
  devices: ReadonlyMap<string, EventDevice>;
  /** More has happened than is read: what is before the last of these is left out. */
  isCut: boolean;
};

/** As many as all the failures that are kept of a month, and a program's sign-in every half hour besides. */
const MOST_EVENTS = 5_000;
const MOST_SUSPICIONS = 20;

const LISTED = {
  id: true,
  type: true,
  at: true,
  reason: true,
  about: true,
  ip: true,
  deviceId: true,
  sessionId: true,
} as const;
const NAMED = { id: true, name: true, kind: true, browser: true, os: true, createdAt: true } as const;

/** Of one moment, a sign-in stands above the end of the session that it replaced; beyond that any order will do, if it is one. */
const NEWEST_FIRST: { [column: string]: "desc" }[] = [{ at: "desc" }, { type: "desc" }, { id: "desc" }];

/** The reasons for which a session is ended because someone else may have had it. */
const SUSPICIONS: EndReason[] = ["reuse-detected", "reported"];

/** Up to `most` events that meet a condition, read by the index on (userId, at), and the devices that they name. */
export async function readLog(userId: string, condition: object, most: number): Promise<EventLog> {
  const where = { userId, ...condition };
  const rows: ListedEvent[] = await (await database()).securityEvent.findMany({
    where,
    orderBy: NEWEST_FIRST,
    take: most + 1,
    select: LISTED,
  });
  const events = rows.slice(0, most);
  const ids = [...new Set(events.flatMap(({ deviceId }) => deviceId ?? []))];
  const devices =
    ids.length > 0
      ? await (await database()).device.findMany({ where: { userId, id: { in: ids } }, select: NAMED })
      : [];
  return { events, devices: new Map(devices.map((device) => [device.id, device])), isCut: rows.length > most };
}

/** What happened to an account since. */
export const listEvents = (userId: string, since: Date): Promise<EventLog> =>
  readLog(userId, { at: { gte: since } }, MOST_EVENTS);

/** The sessions that were ended since because someone else may have had them, the latest first. */
export const listSuspicions = (userId: string, since: Date): Promise<EventLog> =>
  readLog(userId, { at: { gte: since }, type: "session-ended", reason: { in: SUSPICIONS } }, MOST_SUSPICIONS);

/** How many sign-ins to an account have failed since, as far as they were kept. */
export async function countFailedSignIns(userId: string, since: Date): Promise<number> {
  return (await database()).securityEvent.count({ where: { userId, at: { gte: since }, type: "sign-in-failed" } });
}
