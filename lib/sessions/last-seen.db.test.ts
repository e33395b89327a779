import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { addSeconds, toSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";
import { client, makeUser, openSession } from "../testing/make-user";
import { endSession } from "./end-sessions";
import { flushActivity, noteActivity } from "./last-seen";
import { rotateSession } from "./rotate-session";

setUpInstance();

const T0 = new Date("2027-01-01T12:00:00Z");
const DAY = 86_400;
const at = (seconds: number) => addSeconds(T0, seconds);

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
