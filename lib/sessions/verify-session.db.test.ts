import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { keys } from "../infra/keys";
import { addSeconds } from "../shared/time";
import { stopFollowing } from "../start-up/follow";
import { forget } from "../testing/forget";
import { setUpInstance } from "../testing/instance";
import { makeUser, openSession } from "../testing/make-user";
import { endAllSessions } from "./end-sessions";
import { catchUp } from "./follow-feed";
import { verifySession } from "./verify-session";

setUpInstance();

const NOW = new Date("2027-05-01T12:00:00Z");
const at = (seconds: number) => addSeconds(NOW, seconds);
const cutOff = () => forget("revocation-index", "verifier", "following"); // no read was ever completed

beforeAll(() => stopFollowing());
beforeEach(async () => {
  cutOff();
  await catchUp(() => NOW);
});

/** Ends a session behind this process's back. */
const endElsewhere = async (id: string) =>
  (await database()).session.updateMany({ where: { id }, data: { endedAt: NOW, endReason: "revoked" } });

describe("a process that is cut off from the feed", () => {
  it("lets in whose session's row lives", async () => {
    const { accessToken, sid } = await openSession(await makeUser(), { now: NOW });
    cutOff();
    expect(await verifySession(accessToken, NOW)).toMatchObject({ sid });
  });

  it("refuses whose session's row has ended, at once, and again when it follows but was never told", async () => {
    const { accessToken, sid } = await openSession(await makeUser(), { now: NOW });
    expect(await verifySession(accessToken, NOW)).not.toBeNull();
    cutOff();
    await endElsewhere(sid);
    expect(await verifySession(accessToken, NOW)).toBeNull();
  });

  it("refuses a token from before all of its user's were taken back", async () => {
    const user = await makeUser();
    const { accessToken } = await openSession(user, { now: NOW });
    await endAllSessions(user.id, "revoked-all", at(10), null);
    cutOff();
    expect(await verifySession(accessToken, at(10))).toBeNull();
  });

  it("refuses what a withdrawn key has signed", async () => {
    const { accessToken } = await openSession(await makeUser(), { now: NOW });
    cutOff();
    const { kid } = keys().signing;
    const db = await database();
    await db.secret.updateMany({ where: { id: kid }, data: { withdrawnAt: NOW } });
    expect(await verifySession(accessToken, NOW)).toBeNull();
    await db.secret.updateMany({ where: { id: kid }, data: { withdrawnAt: null } });
    expect(await verifySession(accessToken, NOW)).not.toBeNull();
  });

  it("answers 503 when there is nothing left to ask, and does not let in", async () => {
    const { accessToken } = await openSession(await makeUser(), { now: NOW });
    cutOff();
    const db = await database();
    await db.$executeRawUnsafe('ALTER TABLE "Session" RENAME TO "gone"');
    const refusal = expect(verifySession(accessToken, NOW)).rejects;
    await refusal.toMatchObject({ code: "unavailable", details: { retryAfterSeconds: 1 } });
    await db.$executeRawUnsafe('ALTER TABLE "gone" RENAME TO "Session"');
  });
});

describe("a time of day that is put back", () => {
  it("does not revive what was revoked and forgotten: its row is asked", async () => {
    const user = await makeUser();
    const { accessToken, sid } = await openSession(user, { now: at(-3_600) });
    const other = await openSession(user, { now: at(-3_600) });
    await endElsewhere(sid); // an hour ago, and its entry is forgotten
    expect(await verifySession(accessToken, at(-3_590))).toBeNull();
    expect(await verifySession(other.accessToken, at(-3_590))).not.toBeNull();
  });
});
