import { describe, expect, it } from "vitest";
import { flushFailedSignIns, noteFailedSignIn } from "../accounts/failed-sign-ins";
import { addSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";
import { client, makeUser, openSession } from "../testing/make-user";
import { endSession } from "./end-sessions";
import { countFailedSignIns, listEvents, listSuspicions } from "./list-events";
import { nameDevice } from "./name-device";
import { rotateSession } from "./rotate-session";

setUpInstance();

const DAY = 86_400;
const now = new Date();
const ago = (seconds: number) => addSeconds(now, -seconds);

describe("the security log of an account", () => {
  it("lists what happened since, the latest first, with the devices by name", async () => {
    const user = await makeUser();
    const old = await openSession(user, { now: ago(40 * DAY), remembered: true });
    const { sid } = await openSession(user, { now: ago(DAY) });
    await nameDevice(user.id, sid, "Desk", ago(DAY - 60), "192.0.2.1");
    const { events, devices, isCut } = await listEvents(user.id, ago(30 * DAY));
    const kinds = events.map(({ type }) => type);
    expect(kinds).toEqual(["signed-up", "device-named", "signed-in"]); // this account was made a moment ago
    expect(events[2]).toMatchObject({ ip: "192.0.2.1", at: ago(DAY), reason: null });
    expect([...devices.values()]).toMatchObject([{ name: "Desk", browser: "Firefox", os: "Linux" }]);
    expect(isCut).toBe(false);
    expect((await listEvents(user.id, ago(41 * DAY))).events.some(({ at }) => at < ago(30 * DAY))).toBe(true);
    expect(old.sid).not.toBe(sid);
  });

  it("tells of a sign-in above the session that it replaced at the same moment", async () => {
    const user = await makeUser();
    for (let i = 9; i > 0; i--) {
      const { deviceCookie } = await openSession(user, { now: ago(i * 100) });
      await openSession(user, { now: ago(i * 100 - 50), client: { deviceCookie } });
    }
    const { events } = await listEvents(user.id, ago(DAY));
    const ofMoments = events.filter(({ at }, i) => at.getTime() === events[i + 1]?.at.getTime());
    expect(ofMoments.map(({ type }) => type)).toEqual(Array(9).fill("signed-in"));
  });

  it("is each person's own", async () => {
    const [anna, ben] = [await makeUser(), await makeUser()];
    await openSession(anna, { now: ago(60) });
    noteFailedSignIn(anna.id, null, ago(60));
    await flushFailedSignIns();
    expect((await listEvents(ben.id, ago(DAY))).events.map(({ type }) => type)).toEqual(["signed-up"]);
    expect(await countFailedSignIns(ben.id, ago(DAY))).toBe(0);
    expect(await countFailedSignIns(anna.id, ago(DAY))).toBe(1);
  });

  it("counts failures from a moment on", async () => {
    const { id } = await makeUser();
    for (const seconds of [10, 20, 2 * DAY]) noteFailedSignIn(id, "192.0.2.9", ago(seconds));
    await flushFailedSignIns();
    expect(await countFailedSignIns(id, ago(DAY))).toBe(2);
    expect(await countFailedSignIns(id, ago(3 * DAY))).toBe(3);
  });

  it("knows the sessions that someone else may have had from those that their owner ended", async () => {
    const user = await makeUser();
    const stolen = await openSession(user, { now: ago(1_000) });
    const own = await openSession(user, { now: ago(1_000) });
    await endSession(user.id, own.sid, "revoked", ago(900), null);
    const renewed = await rotateSession(stolen.refreshToken, client({ deviceCookie: stolen.deviceCookie }), ago(500));
    expect(renewed.outcome).toBe("renewed");
    await rotateSession(stolen.refreshToken, client({ ip: "203.0.113.66" }), ago(100));
    const { events, devices } = await listSuspicions(user.id, ago(DAY));
    expect(events).toMatchObject([{ type: "session-ended", reason: "reuse-detected" }]);
    expect(devices.size).toBe(1);
    expect((await listSuspicions(user.id, ago(50))).events).toEqual([]);
  });
});
