import "server-only";
import { database } from "../infra/db";
import { lapseReason } from "./policy";

/** A session as its owner sees it. */
export type ListedSession = {
  id: string;
  current: boolean;
  /** Given by its owner, or null. */
  name: string | null;
  kind: string;
  browser: string | null;
  os: string | null;
  ip: string | null;
  place: string | null;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  method: string;
  /** Which program it belongs to; `hufu`: a browser. */
  clientId: string;
  /** What it may do, by the names of scopes with blanks between. */
  scope: string;
};

export type EndedListedSession = ListedSession & { endedAt: Date; reason: string };

/** Ended sessions that are shown; older ones stay in the security log. */
const ENDED_SHOWN = 50;

const LISTED = {
  id: true,
  ip: true,
  place: true,
  method: true,
  clientId: true,
  scope: true,
  createdAt: true,
  lastSeenAt: true,
  expiresAt: true,
  absoluteExpiresAt: true,
  endedAt: true,
  endReason: true,
  device: { select: { name: true, kind: true, browser: true, os: true } },
} as const;

const selectSessions = async (where: object, orderBy: object, take?: number) =>
  (await database()).session.findMany({ where, select: LISTED, orderBy, take });

type Row = Awaited<ReturnType<typeof selectSessions>>[number];

const toListed = ({ device, ...row }: Row, currentId: string | null): ListedSession => ({
  id: row.id,
  current: row.id === currentId,
  ...device,
  ip: row.ip,
  place: row.place,
  createdAt: row.createdAt,
  lastSeenAt: row.lastSeenAt,
  expiresAt: row.expiresAt,
  method: row.method,
  clientId: row.clientId,
  scope: row.scope,
});

/** A user's live sessions: the one that asks first, then the last used first. */
export async function listSessions(userId: string, currentId: string | null, now: Date): Promise<ListedSession[]> {
  const rows = await selectSessions({ userId, endedAt: null, expiresAt: { gt: now } }, { lastSeenAt: "desc" });
  const listed = rows.map((row) => toListed(row, currentId));
  return listed.sort((a, b) => Number(b.current) - Number(a.current));
}

/** On how many devices a user is signed in: a device has one live session at most. */
export const countDevicesSignedIn = async (userId: string, now: Date): Promise<number> =>
  (await database()).session.count({ where: { userId, endedAt: null, expiresAt: { gt: now } } });

/** A user's sessions that are over, the last ended first: those that someone ended, and those whose time ran out. */
export async function listEndedSessions(userId: string, now: Date): Promise<EndedListedSession[]> {
  const marked = await selectSessions({ userId, endedAt: { not: null } }, { endedAt: "desc" }, ENDED_SHOWN);
  const lapsed = await selectSessions(
    { userId, endedAt: null, expiresAt: { lte: now } },
    { expiresAt: "desc" },
    ENDED_SHOWN,
  );
  const ended = [...marked, ...lapsed].map((row) => ({
    ...toListed(row, null),
    endedAt: row.endedAt ?? row.expiresAt,
    reason: row.endReason ?? lapseReason(row),
  }));
  return ended.sort((a, b) => b.endedAt.getTime() - a.endedAt.getTime()).slice(0, ENDED_SHOWN);
}
