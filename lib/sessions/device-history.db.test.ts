import { describe, expect, it } from "vitest";
import { addSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";
import { makeUser, openSession } from "../testing/make-user";
import { readDeviceHistory } from "./device-history";
import { endSession } from "./end-sessions";
import { nameDevice } from "./name-device";

setUpInstance();

const T0 = new Date("2027-01-01T12:00:00Z");
const DAY = 86_400;
const at = (seconds: number) => addSeconds(T0, seconds);

describe("the history of a device", () => {
  it("tells what the device did across its sessions, the newest first", async () => {
    const user = await makeUser();
    const first = await openSession(user, { now: T0, client: { ip: "192.0.2.1" } });
    await nameDevice(user.id, first.sid, "Anna's laptop", at(60), "192.0.2.2");
    const { deviceCookie } = first;
    const second = await openSession(user, { now: at(120), client: { deviceCookie, ip: "192.0.2.3" } });
    await endSession(user.id, second.sid, "revoked", at(180), "192.0.2.4");
    const history = await readDeviceHistory(user.id, first.sid, at(200));
    expect(history).toMatchObject({ name: "Anna's laptop", browser: "Firefox", os: "Linux", firstSeenAt: T0 });
    expect(history?.session).toMatchObject({ id: second.sid, endedAt: at(180), reason: "revoked" });
    expect(history?.steps).toEqual([
      { type: "session-ended", at: at(180), ip: "192.0.2.4", reason: "revoked", method: null },
      { type: "signed-in", at: at(120), ip: "192.0.2.3", reason: null, method: "password" },
      { type: "session-ended", at: at(120), ip: "192.0.2.3", reason: "replaced", method: null },
      { type: "device-named", at: at(60), ip: "192.0.2.2", reason: null, method: null },
      { type: "signed-in", at: T0, ip: "192.0.2.1", reason: null, method: "password" },
    ]);
    expect(await readDeviceHistory(user.id, second.sid, at(200))).toEqual(history);
  });

  it("is none of what is no session's id, which no database is asked for", async () => {
    const user = await makeUser();
    const { sid } = await openSession(user, { now: T0 });
    for (const asked of ["\0", `${sid.slice(1)}\0`, `${sid}x`, "", "'", "x".repeat(100_000)]) {
      expect(await readDeviceHistory(user.id, asked, at(60))).toBeNull();
    }
  });

  it("ends a session that lapsed unnoticed at its own time", async () => {
    const user = await makeUser();
    const { sid } = await openSession(user, { now: T0 });
    expect((await readDeviceHistory(user.id, sid, at(60)))?.session).toMatchObject({ endedAt: null, reason: null });
    const history = await readDeviceHistory(user.id, sid, at(2 * DAY));
    expect(history?.session).toMatchObject({ endedAt: at(DAY), reason: "idle" });
    expect(history?.steps[0]).toMatchObject({ type: "session-ended", at: at(DAY), reason: "idle" });
  });

  it("is its owner's alone, and of that device alone", async () => {
    const [user, eve] = [await makeUser(), await makeUser()];
    const { sid } = await openSession(user, { now: T0 });
    const other = await openSession(user, { now: at(60) });
    await nameDevice(user.id, other.sid, "Another", at(90), null);
    expect(await readDeviceHistory(eve.id, sid, at(120))).toBeNull();
    expect(await readDeviceHistory(user.id, "AAAAAAAAAAAAAAAAAAAAAA", at(120))).toBeNull();
    expect((await readDeviceHistory(user.id, sid, at(120)))?.steps.map(({ type }) => type)).toEqual(["signed-in"]);
  });
});
