import { describe, expect, it } from "vitest";
import { addSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";
import { client, makeUser, openSession } from "../testing/make-user";
import { rotateSession } from "./rotate-session";
import { verifySession } from "./verify-session";

setUpInstance();

const T0 = new Date("2027-01-01T12:00:00Z");
const at = (seconds: number) => addSeconds(T0, seconds);

async function sessionAt(now: Date, remembered = false) {
  const opened = await openSession(await makeUser(), { now, remembered });
  return { ...opened, sameBrowser: client({ deviceCookie: opened.deviceCookie }) };
}

describe("rotation", () => {
  it("gives fifty parallel requests with one token the very same successor", async () => {
    const { refreshToken, sameBrowser, sid } = await sessionAt(T0);
    const rotations = await Promise.all(
      Array.from({ length: 50 }, () => rotateSession(refreshToken, sameBrowser, at(300))),
    );
    const tokens = rotations.map((rotation) => {
      if (rotation.outcome !== "renewed") throw new Error(rotation.outcome);
      return rotation.tokens;
    });
    expect(new Set(tokens.map((token) => token.refreshToken)).size).toBe(1);
    expect(new Set(tokens.map((token) => token.claims.sid))).toEqual(new Set([sid]));
    expect(tokens[0]?.refreshToken).not.toBe(refreshToken);
  });

  it("ends the session when a spent token comes back after the grace window, and both copies die", async () => {
    const { refreshToken, sameBrowser } = await sessionAt(T0);
    const renewed = await rotateSession(refreshToken, sameBrowser, at(300));
    if (renewed.outcome !== "renewed") throw new Error(renewed.outcome);
    expect(await verifySession(renewed.tokens.accessToken, at(310))).not.toBeNull();

    expect(await rotateSession(refreshToken, sameBrowser, at(320))).toEqual({
      outcome: "ended",
      reason: "reuse-detected",
    });
    expect(await verifySession(renewed.tokens.accessToken, at(321))).toBeNull();
    expect(await rotateSession(renewed.tokens.refreshToken, sameBrowser, at(321))).toEqual({
      outcome: "ended",
      reason: "reuse-detected",
    });
  });
});
