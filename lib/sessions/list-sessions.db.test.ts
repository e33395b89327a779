import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { addSeconds, toSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";
import { client, makeUser, openSession } from "../testing/make-user";
import { endSession } from "./end-sessions";
import { flushActivity, noteActivity } from "./last-seen";
import { listEndedSessions, listSessions } from "./list-sessions";
import { nameDevice } from "./name-device";
import { rotateSession } from "./rotate-session";

setUpInstance();

const T0 = new Date("2027-01-01T12:00:00Z");
const DAY = 86_400;
const at = (seconds: number) => addSeconds(T0, seconds);
const ids = (sessions: { id: string }[]) => sessions.map(({ id }) => id);
const eventsOf = async (userId: string, type: string) =>
  (await database()).securityEvent.findMany({ where: { userId, type } });

describe("the list of sessions", () => {
  it("shows the one that asks first, then the last used first", async () => {
    const user = await makeUser();
    const [first, second, third] = [
      await openSession(user, { now: T0 }),
      await openSession(user, { now: at(60) }),
      await openSession(user, { now: at(120) }),
    ];
    expect(ids(await listSessions(user.id, first.sid, at(180)))).toEqual([first.sid, third.sid, second.sid]);
    expect(ids(await listSessions(user.id, null, at(180)))).toEqual([third.sid, second.sid, first.sid]);
    expect((await listSessions(user.id, first.sid, at(180))).map(({ current }) => current)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("tells where each is, and nothing that opens one", async () => {
    const user = await makeUser();
    const opened = await openSession(user, { now: T0, client: { place: "Leeds" } });
    const [listed] = await listSessions(user.id, null, at(60));
    expect(listed).toEqual({
      id: opened.sid,
      current: false,
      name: null,
      kind: "desktop",
      browser: "Firefox",
      os: "Linux",
      ip: "192.0.2.1",
      place: "Leeds",
      createdAt: T0,
      lastSeenAt: T0,
      expiresAt: at(DAY),
      method: "password",
    });
  });

  it("shows nobody else's, nor those that ended or lapsed", async () => {
    const [user, other] = [await makeUser(), await makeUser()];
    const [live, ended] = [await openSession(user, { now: at(60) }), await openSession(user, { now: at(60) })];
    const lapsed = await openSession(user, { now: T0 });
    await openSession(other, { now: at(60) });
    await endSession(user.id, ended.sid, "revoked", at(90), null);
    expect(ids(await listSessions(user.id, null, at(DAY)))).toEqual([live.sid]);
    expect(ids(await listEndedSessions(user.id, at(DAY)))).toEqual([lapsed.sid, ended.sid]);
    expect(await listEndedSessions(other.id, at(DAY))).toEqual([]);
  });

  it("says when and why each ended, by someone's hand or by time", async () => {
    const user = await makeUser();
    const [ended, idle] = [await openSession(user, { now: T0 }), await openSession(user, { now: T0 })];
    const spent = await openSession(user, { now: T0 });
    await (await database()).session.update({ where: { id: spent.sid }, data: { expiresAt: at(7 * DAY) } });
    await endSession(user.id, ended.sid, "revoked-others", at(90), null);
    expect(
      (await listEndedSessions(user.id, at(8 * DAY))).map(({ id, endedAt, reason }) => [id, endedAt, reason]),
    ).toEqual([
      [spent.sid, at(7 * DAY), "expired"],
      [idle.sid, at(DAY), "idle"],
      [ended.sid, at(90), "revoked-others"],
    ]);
  });
});

describe("a device's name", () => {
  it("is seen in the list, stays across sign-ins, and can be taken away", async () => {
    const user = await makeUser();
    const { sid, deviceCookie } = await openSession(user, { now: T0 });
    expect(await nameDevice(user.id, sid, "Anna's laptop", at(60), "192.0.2.7")).toBe(true);
    const again = await openSession(user, { now: at(120), client: { deviceCookie } });
    expect(await listSessions(user.id, null, at(130))).toMatchObject([{ id: again.sid, name: "Anna's laptop" }]);
    expect(await eventsOf(user.id, "device-named")).toMatchObject([{ sessionId: sid, ip: "192.0.2.7" }]);
    expect(await nameDevice(user.id, again.sid, null, at(140), null)).toBe(true);
    expect(await listSessions(user.id, null, at(150))).toMatchObject([{ name: null }]);
  });

  it("is its owner's alone to give, and only to what is signed in", async () => {
    const [user, eve] = [await makeUser(), await makeUser()];
    const { sid } = await openSession(user, { now: T0 });
    expect(await nameDevice(eve.id, sid, "Eve's", at(60), null)).toBe(false);
    expect(await nameDevice(user.id, "unknown", "x", at(60), null)).toBe(false);
    expect(await nameDevice(user.id, sid, "too late", at(DAY), null)).toBe(false);
    await endSession(user.id, sid, "revoked", at(90), null);
    expect(await nameDevice(user.id, sid, "too late", at(91), null)).toBe(false);
    expect(await listEndedSessions(user.id, at(91))).toMatchObject([{ name: null }]);
    expect(await eventsOf(user.id, "device-named")).toEqual([]);
    expect(await eventsOf(eve.id, "device-named")).toEqual([]);
  });
});

describe("the last use", () => {
  const lastSeen = async (id: string) => (await database()).session.findUniqueOrThrow({ where: { id } });
  const note = (sid: string, seconds: number) => noteActivity(sid, toSeconds(T0), toSeconds(at(seconds)));

  it("is written behind, at most once a minute", async () => {
    const { sid } = await openSession(await makeUser(), { now: T0 });
    note(sid, 59);
    await flushActivity();
    expect(await lastSeen(sid)).toMatchObject({ lastSeenAt: T0 });
    note(sid, 60);
    note(sid, 65);
    await flushActivity();
    expect(await lastSeen(sid)).toMatchObject({ lastSeenAt: at(65) });
    note(sid, 124);
    await flushActivity();
    expect(await lastSeen(sid)).toMatchObject({ lastSeenAt: at(65) });
    note(sid, 125);
    await flushActivity();
    expect(await lastSeen(sid)).toMatchObject({ lastSeenAt: at(125) });
  });

  it("never goes back, lengthens no life and touches nothing that has ended", async () => {
    const user = await makeUser();
    const [live, ended] = [await openSession(user, { now: T0 }), await openSession(user, { now: T0 })];
    await rotateSession(live.refreshToken, client({ deviceCookie: live.deviceCookie }), at(400));
    await endSession(user.id, ended.sid, "revoked", at(90), null);
    note(live.sid, 300);
    note(ended.sid, 300);
    await flushActivity();
    expect(await lastSeen(live.sid)).toMatchObject({ lastSeenAt: at(400), expiresAt: at(400 + DAY) });
    expect(await lastSeen(ended.sid)).toMatchObject({ lastSeenAt: T0 });
  });
});
