import { describe, expect, it } from "vitest";
import { database, inTransaction } from "../infra/db";
import { oneAtATime } from "../infra/one-at-a-time";
import { issueOperation } from "../mails/operation-tokens";
import { postMail } from "../mails/outbox";
import { beginDeviceGrant } from "../programs/device-grants";
import { endPersonalToken, makePersonalToken } from "../programs/personal-tokens";
import { endSession } from "../sessions/end-sessions";
import { recordEvents } from "../sessions/security-events";
import { addSeconds } from "../shared/time";
import { cleanUpAlone } from "../start-up/clean-up-regularly";
import { runCommand } from "../testing/command";
import { setUpInstance } from "../testing/instance";
import { client, makeUser, openSession } from "../testing/make-user";
import { cleanUp } from "./clean-up";
import { leave, WAY_BACK_SECONDS } from "./leave";

setUpInstance();

const T0 = new Date();
const DAY = 86_400;
const at = (seconds: number) => addSeconds(T0, seconds);
const QUICKLY = { share: 1 };
const clean = (seconds: number) => cleanUp(at(seconds), QUICKLY);
const session = async (id: string) => (await database()).session.findUnique({ where: { id } });

describe("cleaning up", () => {
  it("ends sessions whose time has run out, at that time and for that reason", async () => {
    const user = await makeUser();
    const { sid } = await openSession(user, { now: T0 });
    const fresh = await openSession(user, { now: at(DAY - 10) });
    await clean(DAY - 1);
    expect(await session(sid)).toMatchObject({ endedAt: null });
    expect(await clean(DAY)).toMatchObject({ "sessions ended": 1 });
    expect(await session(sid)).toMatchObject({ endedAt: at(DAY), endReason: "idle", liveDeviceId: null });
    expect(await session(fresh.sid)).toMatchObject({ endedAt: null });
    const where = { userId: user.id, type: "session-ended" };
    const events = await (await database()).securityEvent.findMany({ where });
    expect(events).toMatchObject([{ sessionId: sid, reason: "idle", at: at(DAY) }]);
    expect(await clean(DAY)).toMatchObject({ "sessions ended": 0 });
  });

  it("removes sessions and events a retention after they ended, and no others", async () => {
    const user = await makeUser();
    const [old, younger] = [await openSession(user, { now: T0 }), await openSession(user, { now: T0 })];
    await endSession(user.id, old.sid, "signed-out", at(0), null);
    await endSession(user.id, younger.sid, "signed-out", at(10), null);
    const types = async () => {
      const where = { userId: user.id, type: { not: "signed-up" } };
      return (await database()).securityEvent.count({ where });
    };
    const before = await types();
    await clean(90 * DAY);
    expect(await types()).toBe(before);
    await clean(90 * DAY + 1);
    expect([await session(old.sid), (await session(younger.sid))?.id]).toEqual([null, younger.sid]);
    expect(await types()).toBe(1); // of the younger session's end
  });

  it("removes entries of the feed that no token can be spoken of by, and their numbers go on", async () => {
    const db = await database();
    const user = await makeUser();
    const { sid } = await openSession(user, { now: T0 });
    await endSession(user.id, sid, "signed-out", T0, null);
    const last = await db.revocation.findFirstOrThrow({ orderBy: { seq: "desc" } });
    await clean(3_600);
    expect(await db.revocation.count({ where: { seq: last.seq } })).toBe(1);
    await clean(2 * 3_600);
    expect(await db.revocation.count({ where: { seq: last.seq } })).toBe(0);
    const next = await openSession(user, { now: T0 });
    await endSession(user.id, next.sid, "signed-out", T0, null);
    const [row] = await db.revocation.findMany({ orderBy: { seq: "desc" }, take: 1 });
    expect(Number(row?.seq)).toBeGreaterThan(Number(last.seq));
  });

  it("removes what programs have left: tokens that ended, codes that are too late, counters", async () => {
    const db = await database();
    const user = await makeUser();
    const { id: userId } = user;
    const { sid: sessionId, scope: held } = (await openSession(user, { now: T0 })).claims;
    const making = { userId, sessionId, held, scope: ["profile:read"], now: T0, ip: null } as const;
    const ended = await makePersonalToken({ ...making, name: "ended", expiresAt: null });
    const expired = await makePersonalToken({ ...making, name: "expired", expiresAt: at(DAY) });
    const lasting = await makePersonalToken({ ...making, name: "lasting", expiresAt: null });
    await endPersonalToken({ userId, id: ended.id, reason: "revoked", now: T0, ip: null });
    await beginDeviceGrant({ clientId: "cli", scope: ["profile:read"], client: client() }, T0);
    await db.rateLimiterFlexible.create({ data: { key: "x", points: 1, expire: at(60) } });
    const left = async () => [
      (await db.personalToken.findMany({ where: { userId }, orderBy: { name: "asc" } })).map(({ id }) => id),
      await db.deviceGrant.count(),
      await db.rateLimiterFlexible.count(),
    ];
    await clean(59);
    expect(await left()).toEqual([[ended.id, expired.id, lasting.id], 1, 1]);
    await clean(600);
    expect(await left()).toEqual([[ended.id, expired.id, lasting.id], 0, 0]);
    await clean(90 * DAY + 1);
    expect(await left()).toEqual([[expired.id, lasting.id], 0, 0]);
    await clean(91 * DAY + 1);
    expect(await left()).toEqual([[lasting.id], 0, 0]);
  });

  it("removes mailed links that are too late, and a month later the mails", async () => {
    const db = await database();
    const { id: userId, email } = await makeUser();
    await inTransaction(async (tx) => {
      await issueOperation(tx, { purpose: "reset-password", userId, emailKey: email.key, now: T0 });
      const mail = { kind: "has-account", to: email.address, emailKey: email.key, language: "en" } as const;
      await postMail(tx, { ...mail, userId, parameters: {}, now: T0 });
    });
    const counts = async () => [
      await db.operationToken.count({ where: { userId } }),
      await db.outgoingMail.count({ where: { userId, sealed: { not: null } } }),
      await db.outgoingMail.count({ where: { userId } }),
    ];
    await clean(3_599);
    expect(await counts()).toEqual([1, 1, 1]);
    await clean(3_600);
    expect(await counts()).toEqual([0, 1, 1]);
    await db.outgoingMail.updateMany({ where: { userId }, data: { state: "failed" } });
    await clean(2 * DAY + 1);
    expect(await counts()).toEqual([0, 0, 1]); // what it said is gone
    await clean(30 * DAY + 1);
    expect(await counts()).toEqual([0, 0, 0]);
  });

  it("erases whoever has left and not come back, with everything about them, and nobody else", async () => {
    const db = await database();
    const [gone, stays] = [await makeUser(), await makeUser()];
    for (const user of [gone, stays]) await openSession(user, { now: T0 });
    const events = Array.from({ length: 700 }, () => ({ userId: gone.id, type: "signed-in" as const }));
    await inTransaction((tx) => recordEvents(tx, events, T0));
    await leave(gone.id, T0, null);
    await clean(WAY_BACK_SECONDS - 1);
    expect(await db.user.count({ where: { id: gone.id } })).toBe(1);
    await clean(WAY_BACK_SECONDS);
    const of = (userId: string) =>
      Promise.all([
        db.user.count({ where: { id: userId } }),
        db.device.count({ where: { userId } }),
        db.session.count({ where: { userId } }),
        db.securityEvent.count({ where: { userId } }),
        db.operationToken.count({ where: { userId } }),
        db.outgoingMail.count({ where: { userId } }),
      ]);
    expect(await of(gone.id)).toEqual([0, 0, 0, 0, 0, 0]);
    expect((await of(stays.id)).slice(0, 3)).toEqual([1, 1, 1]);
  });

  it("removes a device that its browser has forgotten, unless a session of it is still to be seen", async () => {
    const user = await makeUser();
    await openSession(user, { now: T0 });
    const devices = async () => (await database()).device.count({ where: { userId: user.id } });
    await clean(89 * DAY);
    expect(await devices()).toBe(1);
    await clean(400 * DAY);
    expect(await devices()).toBe(1);
    await clean(400 * DAY + 1);
    expect(await devices()).toBe(0);
  });

  it("stops between two batches, and is gone on with", async () => {
    const user = await makeUser();
    await inTransaction((tx) =>
      recordEvents(
        tx,
        Array.from({ length: 100 }, () => ({ userId: user.id, type: "signed-in" as const })),
        T0,
      ),
    );
    const count = async () => (await database()).securityEvent.count({ where: { userId: user.id, type: "signed-in" } });
    const stopped = await cleanUp(at(91 * DAY), { ...QUICKLY, signal: AbortSignal.abort() });
    expect([stopped, await count()]).toEqual([{}, 100]);
    await clean(91 * DAY);
    expect(await count()).toBe(0);
  });
});

describe("npm run clean-up", () => {
  it("does the same beside a running server, and says what it did", async () => {
    const { code, out, err } = await runCommand("clean-up", []);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^ +\d+ {2}sessions ended\n/);
    const wrong = await runCommand("clean-up", ["now"]);
    expect([wrong.code, wrong.out, wrong.err]).toEqual([1, "", "Usage: npm run clean-up\n"]);
  }, 60_000);

  it("leaves it to another instance that is at it, on a database that several share", async () => {
    const isShared = !process.env.DATABASE_URL?.startsWith("file:");
    const meanwhile = await oneAtATime(1, () => cleanUpAlone(QUICKLY));
    expect(meanwhile === null).toBe(isShared);
    expect(await cleanUpAlone(QUICKLY)).not.toBeNull();
  });
});
