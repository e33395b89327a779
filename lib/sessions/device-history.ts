import "server-only";
import { database } from "../infra/db";
import { isRowId } from "../infra/random-id";
import { lapseReason } from "./policy";
import type { SecurityEventType } from "./security-events";

/** Something that a device did, or that happened to it. */
export type DeviceStep = {
  type: SecurityEventType;
  at: Date;
  ip: string | null;
  /** Of an end: why. */
  reason: string | null;
  /** Of a sign-in: how. */
  method: string | null;
};

/** One device, whether it is signed in or not, with what it did: the newest first. */
export type DeviceHistory = {
  name: string | null;
  kind: string;
  browser: string | null;
  os: string | null;
  userAgent: string | null;
  firstSeenAt: Date;
  /** Its newest session: it lives unless `endedAt` says otherwise. */
  session: DeviceSession;
  steps: DeviceStep[];
};

export type DeviceSession = {
  id: string;
  ip: string | null;
  place: string | null;
  method: string;
  clientId: string;
  scope: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
  reason: string | null;
};

/** What is older stays in the security log. */
const STEPS_SHOWN = 50;

/** Events of which a session's row says nothing. Sign-ins and ends are told by the rows: those know what lapsed unnoticed. */
const OWN_STEPS: SecurityEventType[] = ["device-named", "refresh-from-two-addresses"];

const SESSION = {
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
} as const;

const DEVICE = { name: true, kind: true, browser: true, os: true, userAgent: true, createdAt: true } as const;

/** Everything that is asked for is asked for by the owner's id too: that is the ownership check. */
async function readRows(userId: string, sessionId: string) {
  const db = await database();
  const asked = await db.session.findFirst({ where: { id: sessionId, userId }, select: { deviceId: true } });
  if (!asked) return null;
  const { deviceId } = asked;
  const device = await db.device.findFirst({ where: { id: deviceId, userId }, select: DEVICE });
  const sessions = await db.session.findMany({
    where: { deviceId, userId },
    select: SESSION,
    orderBy: { createdAt: "desc" },
    take: STEPS_SHOWN,
  });
  const events = await db.securityEvent.findMany({
    where: { userId, deviceId },
    select: { type: true, at: true, ip: true, sessionId: true },
    orderBy: { at: "desc" },
    take: 3 * STEPS_SHOWN, // a session has two, of which the rows tell
  });
  return device && { device, sessions, events };
}

type Rows = NonNullable<Awaited<ReturnType<typeof readRows>>>;
type SessionRow = Rows["sessions"][number];

/** When and why a session was over, if it is. */
function endOf(row: SessionRow, now: Date): { endedAt: Date; reason: string } | null {
  if (row.endedAt) return { endedAt: row.endedAt, reason: row.endReason ?? lapseReason(row) };
  return row.expiresAt <= now ? { endedAt: row.expiresAt, reason: lapseReason(row) } : null;
}

function stepsOf({ sessions, events }: Rows, now: Date): DeviceStep[] {
  const addressOf = (type: SecurityEventType, id: string) =>
    events.find((event) => event.type === type && event.sessionId === id)?.ip ?? null;
  const ends = sessions.flatMap((row) => {
    const end = endOf(row, now);
    const ip = addressOf("session-ended", row.id);
    return end ? [{ type: "session-ended" as const, at: end.endedAt, ip, reason: end.reason, method: null }] : [];
  });
  const signIns = sessions.map(({ id, createdAt, method }) => ({
    type: "signed-in" as const,
    at: createdAt,
    ip: addressOf("signed-in", id), // the row's own address moves with the device
    reason: null,
    method,
  }));
  const others = events.flatMap(({ type, at, ip }) => {
    const known = OWN_STEPS.find((own) => own === type);
    return known ? [{ type: known, at, ip, reason: null, method: null }] : [];
  });
  // Sorting is stable: a sign-in that replaced a session stands above the end of the other, which came first.
  return [...signIns, ...others, ...ends].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, STEPS_SHOWN);
}

/**
 * The device of one of a user's sessions, live or over.
 * @param sessionId whatever a reader asked for
 * @returns null for an unknown session, and for someone else's
 */
export async function readDeviceHistory(userId: string, sessionId: string, now: Date): Promise<DeviceHistory | null> {
  const rows = isRowId(sessionId) ? await readRows(userId, sessionId) : null;
  const newest = rows?.sessions[0];
  if (!rows || !newest) return null;
  const { createdAt: firstSeenAt, ...device } = rows.device;
  const { absoluteExpiresAt: _, endReason: __, ...session } = newest;
  const end = endOf(newest, now);
  return {
    ...device,
    firstSeenAt,
    session: { ...session, endedAt: end?.endedAt ?? null, reason: end?.reason ?? null },
    steps: stepsOf(rows, now),
  };
}
