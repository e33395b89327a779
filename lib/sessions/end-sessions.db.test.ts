import { describe, expect, it } from "vitest";
import { type AccessClaims, signAccessToken } from "../edge/access-token";
import { database } from "../infra/db";
import { keys } from "../infra/keys";
import { addSeconds, toSeconds } from "../shared/time";
import { stopFollowing } from "../start-up/follow";
import { forget } from "../testing/forget";
import { setUpInstance } from "../testing/instance";
import { makeUser, openSession } from "../testing/make-user";
import { endAllSessions, endOtherSessions, endSession, revokingTransaction } from "./end-sessions";
import { catchUp } from "./follow-feed";
import { revocationIndex } from "./process-index";
import { verifySession } from "./verify-session";

setUpInstance();

const T0 = new Date("2027-01-01T12:00:00Z");
const at = (seconds: number) => addSeconds(T0, seconds);
const isGood = async (token: string, now: Date) => (await verifySession(token, now)) !== null;
const row = async (id: string) => (await database()).session.findUniqueOrThrow({ where: { id } });
const feedOf = async (...subjects: string[]) =>
  (await database()).revocation.findMany({ where: { subject: { in: subjects } }, orderBy: { seq: "asc" } });
const endEvents = async (userId: string) =>
  (await database()).securityEvent.findMany({ where: { userId, type: "session-ended" } });
const open = async (count: number) => {
  const user = await makeUser();
  const sessions = [];
  for (let i = 0; i < count; i++) sessions.push(await openSession(user, { now: T0 }));
  return { user, sessions };
};

describe("ending one session", () => {
  it("refuses its token at once and leaves the others", async () => {
    const { user, sessions } = await open(2);
    const [lost, kept] = sessions;
    if (!lost || !kept) throw new Error("Two were opened");
    expect(await isGood(lost.accessToken, at(60))).toBe(true);
    expect(await endSession(user.id, lost.sid, "revoked", at(60), "192.0.2.7")).toBe(true);
    expect(await isGood(lost.accessToken, at(60))).toBe(false);
    expect(await isGood(kept.accessToken, at(60))).toBe(true);
    expect(await row(lost.sid)).toMatchObject({ endedAt: at(60), endReason: "revoked", liveDeviceId: null });
    expect(await feedOf(lost.sid)).toMatchObject([{ kind: "session", reason: "revoked", at: at(60), before: null }]);
    expect(await endEvents(user.id)).toMatchObject([{ sessionId: lost.sid, reason: "revoked", ip: "192.0.2.7" }]);
  });

  it("does nothing to someone else's, nor for an unknown id", async () => {
    const { sessions } = await open(1);
    const sid = sessions[0]?.sid ?? "";
    const eve = await makeUser();
    for (const id of [sid, "unknown", "", "%"]) {
      expect(await endSession(eve.id, id, "revoked", at(60), null)).toBe(false);
    }
    expect(await isGood(sessions[0]?.accessToken ?? "", at(60))).toBe(true);
    expect(await row(sid)).toMatchObject({ endedAt: null });
    expect(await feedOf(sid)).toEqual([]);
    expect(await endEvents(eve.id)).toEqual([]);
  });

  it("counts once: a second time is false and keeps time and reason", async () => {
    const { user, sessions } = await open(1);
    const sid = sessions[0]?.sid ?? "";
    const results = await Promise.all(
      Array.from({ length: 10 }, () => endSession(user.id, sid, "signed-out", at(60), null)),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await endSession(user.id, sid, "revoked", at(90), null)).toBe(false);
    expect(await row(sid)).toMatchObject({ endedAt: at(60), endReason: "signed-out" });
    expect(await feedOf(sid)).toHaveLength(1);
    expect(await endEvents(user.id)).toHaveLength(1);
  });
});

describe("ending the others", () => {
  it("keeps the one that asks, and other people's", async () => {
    const [{ user, sessions }, bystander] = [await open(4), await open(1)];
    const own = sessions[2];
    if (!own) throw new Error("Four were opened");
    expect(await endOtherSessions(user.id, own.sid, at(60), null)).toBe(3);
    for (const { sid, accessToken } of sessions) expect(await isGood(accessToken, at(60))).toBe(sid === own.sid);
    expect(await isGood(bystander.sessions[0]?.accessToken ?? "", at(60))).toBe(true);
    expect(await endEvents(user.id)).toHaveLength(3);
    expect(await endOtherSessions(user.id, own.sid, at(61), null)).toBe(0);
  });
});

describe("ending everything", () => {
  it("ends this one too, and any token made before, even one that no row knows", async () => {
    const { user, sessions } = await open(3);
    const claims = { ...sessions[0]?.claims, sid: "no-such-session" } as AccessClaims;
    const unknown = await signAccessToken(claims, keys().signing);
    expect(await isGood(unknown, at(60))).toBe(true);
    expect(await endAllSessions(user.id, "revoked-all", at(60.5), null)).toBe(3);
    for (const token of [unknown, ...sessions.map(({ accessToken }) => accessToken)]) {
      expect(await isGood(token, at(61))).toBe(false);
    }
    expect(await endEvents(user.id)).toHaveLength(3);
    expect(await feedOf(user.id, ...sessions.map(({ sid }) => sid))).toHaveLength(4);
    expect(await feedOf(user.id)).toMatchObject([{ kind: "user", before: at(60), reason: "revoked-all" }]);
  });

  it("leaves a sign-in good that comes after it in the same second", async () => {
    const { user, sessions } = await open(1);
    await endAllSessions(user.id, "revoked-all", at(60.5), null);
    const { accessToken, claims } = await openSession(user, { now: at(60.6) });
    expect(claims.iat).toBe(toSeconds(at(60)));
    expect(await isGood(accessToken, at(60.6))).toBe(true);
    expect(await isGood(sessions[0]?.accessToken ?? "", at(60.6))).toBe(false);
  });

  it("stamps no later token below its second, whatever a process's clock says", async () => {
    const { user } = await open(1);
    await endAllSessions(user.id, "revoked-all", at(60), null);
    const late = await openSession(user, { now: at(57) });
    expect(late.claims.iat).toBe(toSeconds(at(60)));
    expect(await isGood(late.accessToken, at(60))).toBe(true);
  });

  it("is not outlived by a sign-in that runs beside it", async () => {
    const { user } = await open(1);
    const both = [endAllSessions(user.id, "revoked-all", at(60), null), openSession(user, { now: at(60) })] as const;
    const [, opened] = await Promise.all(both);
    const { endedAt } = await row(opened.sid);
    expect(await isGood(opened.accessToken, at(60))).toBe(endedAt === null);
  });
});

describe("the feed", () => {
  it("numbers 20 parallel revocations without a gap, one row and one event each", async () => {
    const { user, sessions } = await open(20);
    const [before] = await (await database()).revocationCounter.findMany();
    await Promise.all(sessions.map(({ sid }) => endSession(user.id, sid, "revoked", at(60), null)));
    const rows = await feedOf(...sessions.map(({ sid }) => sid));
    const first = (before?.seq ?? 0n) + 1n;
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => first + BigInt(i)));
    expect(new Set(rows.map(({ subject }) => subject)).size).toBe(20);
    expect(await endEvents(user.id)).toHaveLength(20);
  });

  it("has nothing of a transaction that failed, and nothing is refused", async () => {
    const { user, sessions } = await open(1);
    const [before] = await (await database()).revocationCounter.findMany();
    const failed = revokingTransaction(async (_tx, end) => {
      await end({ scope: { userId: user.id }, reason: "revoked", now: at(60) });
      throw new Error("no");
    }, at(60));
    await expect(failed).rejects.toThrow("no");
    expect(await row(sessions[0]?.sid ?? "")).toMatchObject({ endedAt: null });
    expect((await (await database()).revocationCounter.findMany())[0]).toEqual(before);
    expect(await isGood(sessions[0]?.accessToken ?? "", at(60))).toBe(true);
  });

  it("rebuilds the index of a process that starts anew, and what is too old to matter stays out", async () => {
    const { user, sessions } = await open(2);
    const [old, young] = sessions;
    if (!old || !young) throw new Error("Two were opened");
    await endSession(user.id, old.sid, "revoked", T0, null);
    await endSession(user.id, young.sid, "revoked", at(200), null);
    const everywhere = await open(1);
    await endAllSessions(everywhere.user.id, "revoked-all", at(200), null);
    await stopFollowing(); // this test reads the feed itself, at times of its own
    forget("revocation-index", "verifier", "following");
    await catchUp(() => at(361));
    const isRevoked = (sid: string, sub = "") => revocationIndex().isRevoked({ sid, sub, iat: toSeconds(T0) });
    expect(isRevoked(young.sid)).toBe(true);
    expect(isRevoked(old.sid)).toBe(false);
    expect(isRevoked("unknown", everywhere.user.id)).toBe(true);
    expect(await isGood(young.accessToken, at(200))).toBe(false);
  });
});
