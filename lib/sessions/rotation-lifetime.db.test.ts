import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { addSeconds, toSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";
import { client, makeUser, openSession } from "../testing/make-user";
import { endSession } from "./end-sessions";
import { type Rotation, rotateSession } from "./rotate-session";
import { verifySession } from "./verify-session";

setUpInstance();

const T0 = new Date("2027-01-01T12:00:00Z");
const DAY = 86_400;
const at = (seconds: number) => addSeconds(T0, seconds);

async function sessionAt(now: Date, remembered = false) {
  const user = await makeUser();
  const opened = await openSession(user, { now, remembered });
  return { ...opened, user, sameBrowser: client({ deviceCookie: opened.deviceCookie }) };
}

function tokensOf(rotation: Rotation) {
  if (rotation.outcome !== "renewed") throw new Error(rotation.outcome);
  return rotation.tokens;
}

const row = async (id: string) => (await database()).session.findUniqueOrThrow({ where: { id } });

describe("a session that is not used", () => {
  it.each([
    ["a day", false, DAY],
    ["two weeks when remembered", true, 14 * DAY],
  ])("is over after %s, not an instant before", async (_, remembered, idle) => {
    const kept = await sessionAt(T0, remembered);
    tokensOf(await rotateSession(kept.refreshToken, kept.sameBrowser, at(idle - 0.001)));
    const left = await sessionAt(T0, remembered);
    const over = { outcome: "ended", reason: "idle" };
    expect(await rotateSession(left.refreshToken, left.sameBrowser, at(idle))).toEqual(over);
    expect(await rotateSession(left.refreshToken, left.sameBrowser, at(idle - 1))).toEqual(over); // and stays so
    expect(await row(left.sid)).toMatchObject({ endReason: "idle", liveDeviceId: null });
  });
});

describe("a session in use", () => {
  const beforeDay = (day: number) => at(day * (DAY - 20)); // always in time

  it("moves its idle end with each rotation, and its absolute end never", async () => {
    const { sid, sameBrowser, refreshToken } = await sessionAt(T0);
    let token = refreshToken;
    for (let day = 1; day <= 7; day++) {
      const now = beforeDay(day);
      token = tokensOf(await rotateSession(token, sameBrowser, now)).refreshToken;
      const expiresAt = day === 7 ? at(7 * DAY) : addSeconds(now, DAY);
      expect(await row(sid)).toMatchObject({ expiresAt, absoluteExpiresAt: at(7 * DAY), lastSeenAt: now });
    }
    expect(await rotateSession(token, sameBrowser, at(7 * DAY))).toEqual({ outcome: "ended", reason: "expired" });
  });

  it("gives no access token that outlives it", async () => {
    const { sameBrowser, refreshToken } = await sessionAt(T0);
    let tokens = tokensOf(await rotateSession(refreshToken, sameBrowser, beforeDay(1)));
    for (let day = 2; day <= 7; day++) {
      tokens = tokensOf(await rotateSession(tokens.refreshToken, sameBrowser, beforeDay(day)));
    }
    expect(tokens.claims.exp).toBe(toSeconds(at(7 * DAY)));
    expect(await verifySession(tokens.accessToken, at(7 * DAY))).toBeNull();
  });
});

describe("an access token", () => {
  it("counts from the instant that its row was written, however late it is asked for", async () => {
    const { refreshToken, sameBrowser } = await sessionAt(T0);
    const first = tokensOf(await rotateSession(refreshToken, sameBrowser, at(300)));
    const again = tokensOf(await rotateSession(refreshToken, sameBrowser, at(319)));
    for (const { claims } of [first, again]) {
      expect(claims).toMatchObject({ iat: toSeconds(at(300)), nbf: toSeconds(at(300)), auth_time: toSeconds(T0) });
      expect(claims.exp).toBeLessThanOrEqual(toSeconds(at(600)));
    }
    expect(again.claims.jti).not.toBe(first.claims.jti);
  });

  it("ends up to a tenth early, so that tabs do not renew in step", async () => {
    const user = await makeUser();
    const opened = await Promise.all(Array.from({ length: 40 }, () => openSession(user, { now: T0 })));
    const lifetimes = opened.map(({ claims }) => claims.exp - claims.iat);
    expect(Math.max(...lifetimes)).toBeLessThanOrEqual(300);
    expect(Math.min(...lifetimes)).toBeGreaterThanOrEqual(270);
    expect(new Set(lifetimes).size).toBeGreaterThan(5);
  });
});

describe("a session that was ended", () => {
  it("is not revived by its refresh token, and says why it ended", async () => {
    const { refreshToken, sameBrowser, sid, user } = await sessionAt(T0);
    await endSession(user.id, sid, "revoked", at(60), null);
    const refused = { outcome: "ended", reason: "revoked" };
    expect(await rotateSession(refreshToken, sameBrowser, at(61))).toEqual(refused);
    expect(await rotateSession(refreshToken, sameBrowser, at(DAY + 61))).toEqual(refused);
    expect(await row(sid)).toMatchObject({ endedAt: at(60), generation: 0 });
  });

  it("is not revived through the grace window either", async () => {
    const { refreshToken, sameBrowser, sid, user } = await sessionAt(T0);
    const { refreshToken: successor } = tokensOf(await rotateSession(refreshToken, sameBrowser, at(300)));
    await endSession(user.id, sid, "revoked", at(301), null);
    for (const token of [refreshToken, successor]) {
      expect(await rotateSession(token, sameBrowser, at(302))).toEqual({ outcome: "ended", reason: "revoked" });
    }
  });

  it("while ten tabs were renewing it lets none of their tokens in", async () => {
    const { refreshToken, sameBrowser, sid, user } = await sessionAt(T0);
    const renew = () => rotateSession(refreshToken, sameBrowser, at(300));
    const tabs = Array.from({ length: 10 }, renew);
    const ended = endSession(user.id, sid, "revoked", at(300), null);
    const rotations = await Promise.all([...tabs, ...Array.from({ length: 10 }, renew)]);
    expect(await ended).toBe(true);
    for (const rotation of rotations) {
      if (rotation.outcome === "renewed") expect(await verifySession(rotation.tokens.accessToken, at(301))).toBeNull();
    }
    expect(await row(sid)).toMatchObject({ endReason: "revoked", endedAt: at(300) });
    expect((await row(sid)).generation).toBeLessThanOrEqual(1);
  });
});
