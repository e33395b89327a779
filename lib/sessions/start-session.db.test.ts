import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { addSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";
import { client, makeUser, openSession } from "../testing/make-user";
import { rotateSession } from "./rotate-session";
import { startSession } from "./start-session";
import { verifySession } from "./verify-session";

setUpInstance();

const T0 = new Date("2027-01-01T12:00:00Z");
const at = (seconds: number) => addSeconds(T0, seconds);
const sessionRow = async (id: string) => (await database()).session.findUniqueOrThrow({ where: { id } });
const devicesOf = async (userId: string) => (await database()).device.findMany({ where: { userId } });
const liveSessionsOf = async (userId: string) =>
  (await database()).session.findMany({ where: { userId, endedAt: null } });

describe("a new session", () => {
  it("is verified at once, and lives as long as its kind may", async () => {
    const user = await makeUser();
    const short = await openSession(user, { now: T0 });
    const long = await openSession(user, { now: T0, remembered: true });
    expect(await verifySession(short.accessToken, T0)).toMatchObject({ sub: user.id, sid: short.sid, amr: ["pwd"] });
    expect(await sessionRow(short.sid)).toMatchObject({ expiresAt: at(86_400), absoluteExpiresAt: at(7 * 86_400) });
    expect(await sessionRow(long.sid)).toMatchObject({
      expiresAt: at(14 * 86_400),
      absoluteExpiresAt: at(90 * 86_400),
    });
  });

  it("has ids, secrets and tokens of its own each time", async () => {
    const user = await makeUser();
    const first = await openSession(user, { now: T0 });
    const again = await openSession(user, { now: T0, client: { deviceCookie: first.deviceCookie } });
    for (const part of ["sid", "accessToken", "refreshToken", "deviceCookie"] as const) {
      expect(again[part]).not.toBe(first[part]);
    }
    expect(again.claims.jti).not.toBe(first.claims.jti);
    const [before, after] = [await sessionRow(first.sid), await sessionRow(again.sid)];
    expect(after.refreshSalt).not.toBe(before.refreshSalt);
  });

  it("writes where it was opened from, and no token, cookie or hash of a token", async () => {
    const user = await makeUser();
    const opened = await openSession(user, { client: { ip: "198.51.100.7", place: "Leeds" } });
    const row = await sessionRow(opened.sid);
    expect(row).toMatchObject({ ip: "198.51.100.7", place: "Leeds", userId: user.id });
    const written = JSON.stringify([row, await devicesOf(user.id)]);
    for (const secret of [opened.accessToken, opened.refreshToken, opened.deviceCookie]) {
      expect(written).not.toContain(secret);
    }
  });
});

describe("a device", () => {
  it("has one live session: signing in again ends the one before as replaced", async () => {
    const user = await makeUser();
    const first = await openSession(user, { now: T0 });
    const again = await openSession(user, { now: at(60), client: { deviceCookie: first.deviceCookie } });
    expect(await devicesOf(user.id)).toHaveLength(1);
    expect((await liveSessionsOf(user.id)).map(({ id }) => id)).toEqual([again.sid]);
    expect(await sessionRow(first.sid)).toMatchObject({ endReason: "replaced", endedAt: at(60) });
    expect(await verifySession(first.accessToken, at(61))).toBeNull();
    expect(await verifySession(again.accessToken, at(61))).not.toBeNull();
  });

  it("is another for a browser without its cookie, or with a made-up one", async () => {
    const user = await makeUser();
    await openSession(user);
    await openSession(user);
    await openSession(user, { client: { deviceCookie: "made-up" } });
    expect(await devicesOf(user.id)).toHaveLength(3);
    expect(await liveSessionsOf(user.id)).toHaveLength(3);
  });

  it("is one row for each of the people who share it, and each keeps theirs", async () => {
    const [anna, ben] = [await makeUser(), await makeUser()];
    const first = await openSession(anna, { now: T0 });
    const second = await openSession(ben, { now: at(60), client: { deviceCookie: first.deviceCookie } });
    await openSession(anna, { now: at(120), client: { deviceCookie: second.deviceCookie } });
    expect(await devicesOf(anna.id)).toHaveLength(1);
    expect(await devicesOf(ben.id)).toHaveLength(1);
  });

  it("is found once by sign-ins sent at once from one browser", async () => {
    const user = await makeUser();
    const { deviceCookie } = await openSession(user, { now: T0 });
    const opened = await Promise.all(
      Array.from({ length: 5 }, () => openSession(user, { now: at(60), client: { deviceCookie } })),
    );
    expect(await devicesOf(user.id)).toHaveLength(1);
    const live = await liveSessionsOf(user.id);
    expect(live).toHaveLength(1);
    expect(opened.map(({ sid }) => sid)).toContain(live[0]?.id);
  });

  it("is not found by the cookie from before a sign-in, once the moment has passed", async () => {
    const user = await makeUser();
    const first = await openSession(user, { now: T0 });
    const again = await openSession(user, { now: at(60), client: { deviceCookie: first.deviceCookie } });
    await openSession(user, { now: at(80), client: { deviceCookie: first.deviceCookie } });
    expect(await devicesOf(user.id)).toHaveLength(2);
    expect((await liveSessionsOf(user.id)).map(({ id }) => id)).toContain(again.sid);
  });

  it("is not vouched for by the cookie from before a sign-in: a spent token with it is theft", async () => {
    const user = await makeUser();
    const first = await openSession(user, { now: T0 });
    const again = await openSession(user, { now: at(60), client: { deviceCookie: first.deviceCookie } });
    const stolen = client({ deviceCookie: first.deviceCookie });
    await rotateSession(again.refreshToken, stolen, at(360));
    expect(await rotateSession(again.refreshToken, stolen, at(361))).toEqual({
      outcome: "ended",
      reason: "reuse-detected",
    });
  });
});

describe("what a request carried", () => {
  it("ends as replaced, although it is someone else's, and theirs elsewhere live on", async () => {
    const [anna, ben] = [await makeUser(), await makeUser()];
    const carried = await openSession(anna, { now: T0 });
    const elsewhere = await openSession(anna, { now: T0 });
    await openSession(ben, { now: at(60), carriedSessionIds: [carried.sid] });
    expect(await sessionRow(carried.sid)).toMatchObject({ endReason: "replaced", userId: anna.id });
    expect(await verifySession(carried.accessToken, at(61))).toBeNull();
    expect(await verifySession(elsewhere.accessToken, at(61))).not.toBeNull();
  });

  it("changes nothing when it has ended already, or never was", async () => {
    const user = await makeUser();
    const { sid, deviceCookie } = await openSession(user, { now: T0 });
    await openSession(user, { now: at(60), client: { deviceCookie } });
    await openSession(user, { now: at(120), carriedSessionIds: [sid] });
    await openSession(user, { now: at(120), carriedSessionIds: ["unknown"] });
    expect(await sessionRow(sid)).toMatchObject({ endedAt: at(60) });
  });
});

describe("credentials that changed while they were checked", () => {
  it("open nothing, end nothing and make no device", async () => {
    const user = await makeUser();
    const { sid, deviceCookie } = await openSession(user);
    await (await database()).user.update({ where: { id: user.id }, data: { credentialVersion: { increment: 1 } } });
    const late = openSession(user, { client: { deviceCookie }, carriedSessionIds: [sid] });
    await expect(late).rejects.toMatchObject({ code: "invalid_credentials" });
    await expect(openSession(user)).rejects.toMatchObject({ code: "invalid_credentials" });
    expect((await liveSessionsOf(user.id)).map(({ id }) => id)).toEqual([sid]);
    expect(await devicesOf(user.id)).toHaveLength(1);
  });

  it("are refused alike for an account that is gone", async () => {
    const options = { credentialVersion: 0, method: "password", remembered: false, now: T0 } as const;
    const gone = startSession({ ...options, userId: "gone", client: client(), carriedSessionIds: [] });
    await expect(gone).rejects.toMatchObject({ code: "invalid_credentials" });
  });
});
