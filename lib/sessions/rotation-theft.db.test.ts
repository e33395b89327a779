import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { addSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";
import { client, makeUser, openSession } from "../testing/make-user";
import { findSessionOfRefreshToken, rotateSession } from "./rotate-session";

setUpInstance();

const T0 = new Date("2027-01-01T12:00:00Z");
const at = (seconds: number) => addSeconds(T0, seconds);
const THEFT = { outcome: "ended", reason: "reuse-detected" };

async function sessionAt(now: Date) {
  const user = await makeUser();
  const opened = await openSession(user, { now });
  return { ...opened, user, sameBrowser: client({ deviceCookie: opened.deviceCookie }) };
}

async function renew(token: string, from: ReturnType<typeof client>, now: Date): Promise<string> {
  const rotation = await rotateSession(token, from, now);
  if (rotation.outcome !== "renewed") throw new Error(rotation.outcome);
  return rotation.tokens.refreshToken;
}

const row = async (id: string) => (await database()).session.findUniqueOrThrow({ where: { id } });
const eventsOf = async (sessionId: string, type: string) =>
  (await database()).securityEvent.findMany({ where: { sessionId, type } });

describe("a spent token", () => {
  it("stands for its successor until the grace window's last instant, not at its end", async () => {
    const { refreshToken, sameBrowser } = await sessionAt(T0);
    const successor = await renew(refreshToken, sameBrowser, at(300));
    expect(await renew(refreshToken, sameBrowser, at(319.999))).toBe(successor);
    expect(await rotateSession(refreshToken, sameBrowser, at(320))).toEqual(THEFT);
  });

  it("presented in time does not open the window any longer", async () => {
    const { refreshToken, sameBrowser } = await sessionAt(T0);
    await renew(refreshToken, sameBrowser, at(300));
    for (const seconds of [310, 315, 319]) await renew(refreshToken, sameBrowser, at(seconds));
    expect(await rotateSession(refreshToken, sameBrowser, at(321))).toEqual(THEFT);
  });

  it.each([
    ["none", null],
    ["an empty one", ""],
    ["a made-up one", "A".repeat(32)],
  ])("is theft without its browser's device cookie: %s", async (_, deviceCookie) => {
    const { refreshToken, sameBrowser } = await sessionAt(T0);
    await renew(refreshToken, sameBrowser, at(300));
    expect(await rotateSession(refreshToken, client({ deviceCookie }), at(301))).toEqual(THEFT);
  });

  it("is theft with the device cookie of another browser, even of the same person", async () => {
    const { refreshToken, sameBrowser, user } = await sessionAt(T0);
    const { deviceCookie } = await openSession(user, { now: T0 });
    await renew(refreshToken, sameBrowser, at(300));
    expect(await rotateSession(refreshToken, client({ deviceCookie }), at(301))).toEqual(THEFT);
  });

  it("before the last one is theft, even within the grace window and from the same browser", async () => {
    const { refreshToken, sameBrowser, sid } = await sessionAt(T0);
    const second = await renew(refreshToken, sameBrowser, at(300));
    const third = await renew(second, sameBrowser, at(301));
    expect(await rotateSession(refreshToken, sameBrowser, at(302))).toEqual(THEFT);
    for (const token of [second, third]) expect(await rotateSession(token, sameBrowser, at(303))).toEqual(THEFT);
    expect(await eventsOf(sid, "session-ended")).toMatchObject([{ reason: "reuse-detected", at: at(302) }]);
  });

  it("ends its own session alone", async () => {
    const { refreshToken, sameBrowser, user } = await sessionAt(T0);
    const other = await openSession(user, { now: T0 });
    await renew(refreshToken, sameBrowser, at(300));
    await rotateSession(refreshToken, sameBrowser, at(600));
    expect(await row(other.sid)).toMatchObject({ endedAt: null });
  });
});

describe("two addresses in one grace window", () => {
  it("are recorded, for this is where a thief could hide", async () => {
    const { refreshToken, sameBrowser, sid } = await sessionAt(T0);
    const elsewhere = { ...sameBrowser, ip: "198.51.100.66" };
    await renew(refreshToken, sameBrowser, at(300));
    await renew(refreshToken, sameBrowser, at(301));
    expect(await eventsOf(sid, "refresh-from-two-addresses")).toEqual([]);
    await renew(refreshToken, elsewhere, at(302));
    expect(await eventsOf(sid, "refresh-from-two-addresses")).toMatchObject([{ ip: "198.51.100.66", at: at(302) }]);
  });

  it("are nothing to record for a new address alone: people move", async () => {
    const { refreshToken, sameBrowser, sid } = await sessionAt(T0);
    await renew(refreshToken, { ...sameBrowser, ip: "198.51.100.66" }, at(300));
    expect(await eventsOf(sid, "refresh-from-two-addresses")).toEqual([]);
    expect(await row(sid)).toMatchObject({ ip: "198.51.100.66" });
  });
});

describe("a token that we did not make", () => {
  it("is unknown and ends nothing, though it names a live session and an old generation", async () => {
    const { refreshToken, sameBrowser, sid } = await sessionAt(T0);
    const current = await renew(refreshToken, sameBrowser, at(300));
    const genuine = Buffer.from(refreshToken, "base64url");
    for (const i of [16, 19, 20, 35, 51]) {
      const forged = Buffer.from(genuine);
      forged[i] = (forged[i] ?? 0) ^ 1;
      expect(await rotateSession(forged.toString("base64url"), sameBrowser, at(400))).toEqual({ outcome: "unknown" });
      expect(await findSessionOfRefreshToken(forged.toString("base64url"))).toBeNull();
    }
    expect(await row(sid)).toMatchObject({ endedAt: null, generation: 1 });
    expect(await renew(current, sameBrowser, at(400))).toHaveLength(70);
  });

  it("is unknown with the generation and MAC of another session", async () => {
    const [mine, other] = [await sessionAt(T0), await sessionAt(T0)];
    const grafted = Buffer.concat([
      Buffer.from(mine.refreshToken, "base64url").subarray(0, 16),
      Buffer.from(other.refreshToken, "base64url").subarray(16),
    ]);
    const rotation = await rotateSession(grafted.toString("base64url"), mine.sameBrowser, at(300));
    expect(rotation).toEqual({ outcome: "unknown" });
  });

  it.each(["", "x", "A".repeat(70), "A".repeat(10_000), "../../etc/passwd", "ä".repeat(70)])(
    "is unknown: %j",
    async (text) => {
      expect(await rotateSession(text, client(), T0)).toEqual({ outcome: "unknown" });
      expect(await findSessionOfRefreshToken(text)).toBeNull();
    },
  );
});

describe("sign-out", () => {
  it("finds the session by any genuine token, current, spent or of a session that is over", async () => {
    const { refreshToken, sameBrowser, sid, user } = await sessionAt(T0);
    const current = await renew(refreshToken, sameBrowser, at(300));
    const found = { id: sid, userId: user.id };
    expect(await findSessionOfRefreshToken(refreshToken)).toMatchObject(found);
    expect(await findSessionOfRefreshToken(current)).toMatchObject(found);
    await rotateSession(refreshToken, sameBrowser, at(900));
    expect(await findSessionOfRefreshToken(current)).toMatchObject(found);
  });
});
