import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { addSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";
import { makeUser, openSession } from "../testing/make-user";
import { endSession } from "./end-sessions";
import { listEndedSessions, listSessions } from "./list-sessions";

setUpInstance();

const T0 = new Date("2027-01-01T12:00:00Z");
const DAY = 86_400;
const at = (seconds: number) => addSeconds(T0, seconds);
const ids = (sessions: { id: string }[]) => sessions.map(({ id }) => id);

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
      clientId: "hufu",
      scope: "account",
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
