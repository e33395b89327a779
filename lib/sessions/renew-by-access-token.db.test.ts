import { expect, it } from "vitest";
import { database } from "../infra/db";
import { addSeconds, toSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";
import { client, makeUser } from "../testing/make-user";
import { endSession } from "./end-sessions";
import { endIfReplayed, renewByAccessToken } from "./renew-by-access-token";
import { rotateSession } from "./rotate-session";
import { startSession } from "./start-session";

setUpInstance();

const T0 = new Date(Math.floor(Date.now() / 1000) * 1000);
const at = (seconds: number) => addSeconds(T0, seconds);

async function begin(hasRefreshToken = false) {
  const user = await makeUser();
  const opened = await startSession({
    userId: user.id,
    credentialVersion: user.credentialVersion,
    method: "password",
    remembered: true,
    client: client(),
    carriedSessionIds: [],
    holder: { clientId: "cli", scope: ["profile:read"], hasRefreshToken },
    now: T0,
  });
  return { user, ...opened };
}

const row = async (id: string) => (await database()).session.findUniqueOrThrow({ where: { id } });

it("hands out one successor, and whoever comes again with the same ends the session", async () => {
  const { claims, user } = await begin();
  const renewals = await Promise.all(Array.from({ length: 10 }, () => renewByAccessToken(claims, client(), at(10))));
  expect(renewals.filter(({ outcome }) => outcome === "renewed").length).toBeLessThanOrEqual(1);
  expect(renewals.some(({ outcome }) => outcome === "ended")).toBe(true);
  expect(await row(claims.sid)).toMatchObject({ endReason: "reuse-detected" });
  const events = await (await database()).securityEvent.findMany({ where: { userId: user.id, type: "session-ended" } });
  expect(events).toHaveLength(1);
});

it("ends the session when a spent one comes after its time, and not for one that was never spent", async () => {
  const { claims, accessToken } = await begin();
  await endIfReplayed(accessToken, client(), at(299));
  expect(await row(claims.sid)).toMatchObject({ endReason: null });
  expect(await renewByAccessToken(claims, client(), at(200))).toMatchObject({ outcome: "renewed" });
  await endIfReplayed(`${accessToken}x`, client(), at(400));
  expect(await row(claims.sid)).toMatchObject({ endReason: null });
  await endIfReplayed(accessToken, client(), at(400));
  expect(await row(claims.sid)).toMatchObject({ endReason: "reuse-detected" });
  const rotating = await begin(true);
  await endIfReplayed(rotating.accessToken, client(), at(400));
  expect(await row(rotating.claims.sid)).toMatchObject({ endReason: null });
});

it("goes on from token to token, lives no longer than each, and never past its absolute end", async () => {
  const { claims, sessionExpiresAt } = await begin();
  expect(sessionExpiresAt).toEqual(at(300));
  const renewed = await renewByAccessToken(claims, client(), at(200));
  if (renewed.outcome !== "renewed") throw new Error(renewed.outcome);
  expect(renewed.tokens.claims).toMatchObject({ sid: claims.sid, iat: toSeconds(at(200)), auth_time: toSeconds(T0) });
  expect(renewed.tokens.claims.jti).not.toBe(claims.jti);
  expect(await row(claims.sid)).toMatchObject({ expiresAt: at(500), generation: 1 });
  await (await database()).session.update({ where: { id: claims.sid }, data: { absoluteExpiresAt: at(450) } });
  const last = await renewByAccessToken(renewed.tokens.claims, client(), at(400));
  if (last.outcome !== "renewed") throw new Error(last.outcome);
  expect(last.tokens.claims.exp).toBeLessThanOrEqual(toSeconds(at(450)));
  expect(await renewByAccessToken(last.tokens.claims, client(), at(450))).toEqual({
    outcome: "ended",
    reason: "expired",
  });
});

it("renews nothing that is over, has a refresh token, or is not there", async () => {
  const { claims, user } = await begin();
  await endSession(user.id, claims.sid, "revoked", at(10), null);
  expect(await renewByAccessToken(claims, client(), at(20))).toEqual({ outcome: "ended", reason: "revoked" });
  const other = await begin();
  expect(await renewByAccessToken(other.claims, client(), at(300))).toEqual({ outcome: "ended", reason: "idle" });
  const rotating = await begin(true);
  expect(await renewByAccessToken(rotating.claims, client(), at(20))).toEqual({ outcome: "not-renewable" });
  const unknown = { ...rotating.claims, sid: "AAAAAAAAAAAAAAAAAAAAAA" };
  expect(await renewByAccessToken(unknown, client(), at(20))).toEqual({ outcome: "not-renewable" });
});

it("has no refresh token that would renew it too", async () => {
  const { refreshToken } = await begin();
  const presenter = { clientId: "cli" };
  expect(await rotateSession(refreshToken, client(), at(20), presenter)).toEqual({ outcome: "unknown" });
});
