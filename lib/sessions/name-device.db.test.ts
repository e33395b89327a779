import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { addSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";
import { makeUser, openSession } from "../testing/make-user";
import { endSession } from "./end-sessions";
import { listEndedSessions, listSessions } from "./list-sessions";
import { nameDevice } from "./name-device";

setUpInstance();

const T0 = new Date("2027-01-01T12:00:00Z");
const DAY = 86_400;
const at = (seconds: number) => addSeconds(T0, seconds);
const eventsOf = async (userId: string, type: string) =>
  (await database()).securityEvent.findMany({ where: { userId, type } });

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

  it("that changes nothing is no event: nobody fills the log with it", async () => {
    const user = await makeUser();
    const { sid } = await openSession(user, { now: T0 });
    for (let i = 0; i < 3; i++) expect(await nameDevice(user.id, sid, "Anna's laptop", at(60 + i), null)).toBe(true);
    expect(await eventsOf(user.id, "device-named")).toHaveLength(1);
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
