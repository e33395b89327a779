import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database, inTransaction } from "../infra/db";
import { addSeconds, toSeconds } from "../shared/time";
import { stopFollowing } from "../start-up/follow";
import { forget } from "../testing/forget";
import { setUpInstance } from "../testing/instance";
import { makeUser, openSession } from "../testing/make-user";
import { endSession } from "./end-sessions";
import { appendToFeed, type FeedEntry, type FeedRow, readHead } from "./feed";
import { readAlong } from "./feed-readers";
import { catchUp, isFeedFresh } from "./follow-feed";
import { revocationIndex } from "./process-index";

setUpInstance();

const NOW = new Date("2027-05-01T12:00:00Z");
const at = (seconds: number) => addSeconds(NOW, seconds);

/** Rows that were told to whoever reads along, in order. */
const told: FeedRow[] = [];
let resets = 0;

beforeAll(() => stopFollowing()); // these tests read the feed themselves, at times of their own
beforeEach(async () => {
  startAnew();
  await catchUp(() => NOW);
  told.length = 0;
  resets = 0;
});

/** What a process that starts knows of the feed: nothing. */
function startAnew(): void {
  forget("revocation-index", "verifier", "following");
  readAlong("test", { onRow: (row) => told.push(row), onReset: () => resets++ });
}

/** What another process does: it appends, and this one is not told. */
const appendElsewhere = (entries: FeedEntry[], now = NOW) => inTransaction((tx) => appendToFeed(tx, entries, now));

let count = 0;
const sessionEntry = () => ({ kind: "session", id: `sid-${count++}`, userId: "user", reason: "revoked" }) as const;
const isRevoked = (sid: string, sub = "someone", iat = toSeconds(NOW)) =>
  revocationIndex().isRevoked({ sid, sub, iat });

describe("a process that follows", () => {
  it("refuses what another one has revoked, and tells who reads along, once and in order", async () => {
    const entries = [sessionEntry(), sessionEntry(), sessionEntry()];
    await appendElsewhere(entries);
    expect(entries.map(({ id }) => isRevoked(id))).toEqual([false, false, false]);
    await catchUp(() => NOW);
    await catchUp(() => NOW);
    expect(entries.map(({ id }) => isRevoked(id))).toEqual([true, true, true]);
    expect(told.map(({ id }) => id)).toEqual(entries.map(({ id }) => id));
  });

  it("reads on over many pages", async () => {
    const entries = Array.from({ length: 2_500 }, sessionEntry);
    await appendElsewhere(entries);
    await catchUp(() => NOW);
    expect(entries.filter(({ id }) => !isRevoked(id))).toEqual([]);
    expect(told.length).toBe(entries.length);
  });

  it("does not tell again what it has done itself, nor keep it in mind for ever", async () => {
    const user = await makeUser();
    const session = await openSession(user, { now: NOW });
    await endSession(user.id, session.sid, "revoked", NOW, null);
    expect(isRevoked(session.sid)).toBe(true);
    const foreign = sessionEntry();
    await appendElsewhere([foreign]);
    await catchUp(() => NOW);
    expect(told.map(({ id }) => id)).toEqual([session.sid, foreign.id]);
  });

  it("lets a user's tokens from before a second die, and no later ones", async () => {
    await appendElsewhere([{ kind: "user", id: "everywhere", before: toSeconds(NOW), reason: "revoked-all" }]);
    await catchUp(() => NOW);
    expect(isRevoked("any", "everywhere", toSeconds(NOW) - 1)).toBe(true);
    expect(isRevoked("any", "everywhere", toSeconds(NOW))).toBe(false);
  });

  it("goes on when one who reads along fails", async () => {
    readAlong("broken", {
      onRow: () => {
        throw new Error("broken");
      },
    });
    const entries = [sessionEntry(), sessionEntry()];
    await appendElsewhere(entries);
    await catchUp(() => NOW);
    readAlong("broken", { onRow: () => undefined });
    expect([entries.map(({ id }) => isRevoked(id)), isFeedFresh()]).toEqual([[true, true], true]);
    expect(told.map(({ id }) => id)).toEqual(entries.map(({ id }) => id));
  });

  it("passes over kinds that a newer version writes", async () => {
    const entry = sessionEntry();
    await appendElsewhere([{ kind: "keys", id: "signing", reason: "rotated" }, entry]);
    await (await database()).revocation.updateMany({ where: { kind: "keys" }, data: { kind: "of-the-future" } });
    await catchUp(() => NOW);
    expect(isRevoked(entry.id)).toBe(true);
  });

  it("is asked again when it is rung in the middle of a read", async () => {
    const first = catchUp(() => NOW);
    const entry = sessionEntry();
    await appendElsewhere([entry]);
    await Promise.all([first, catchUp(() => NOW)]);
    expect(isRevoked(entry.id)).toBe(true);
  });
});

describe("a process that starts", () => {
  it("knows what still matters, whatever its number, and leaves out what does not", async () => {
    const [old, ahead, young] = [sessionEntry(), sessionEntry(), sessionEntry()];
    await appendElsewhere([old], at(-361));
    await appendElsewhere([ahead], at(3_600)); // by a clock that was an hour ahead
    await appendElsewhere([young], at(-359));
    startAnew();
    expect(isFeedFresh()).toBe(false);
    await catchUp(() => NOW);
    expect(isFeedFresh()).toBe(true);
    expect([isRevoked(old.id), isRevoked(ahead.id), isRevoked(young.id)]).toEqual([false, true, true]);
    expect(told).toEqual([]); // open pages and caches of before: there are none
  });

  it("reads more revocations of one instant than a page holds", async () => {
    const entries = Array.from({ length: 2_500 }, sessionEntry);
    await appendElsewhere(entries, at(-10));
    startAnew();
    await catchUp(() => NOW);
    expect(entries.filter(({ id }) => !isRevoked(id))).toEqual([]);
  });
});

describe("a feed that is not as it should be", () => {
  it("with a row from the future is applied, and kept until its time has come and a lifetime more", async () => {
    const entry = sessionEntry();
    await appendElsewhere([entry], at(3_600));
    await catchUp(() => NOW);
    expect(isRevoked(entry.id)).toBe(true);
  });

  it("with a gap is read anew as a whole, and whoever keeps anything by it forgets it", async () => {
    const [missed, entry] = [sessionEntry(), sessionEntry()];
    const [removed] = await appendElsewhere([missed]);
    await appendElsewhere([entry]);
    await (await database()).revocation.deleteMany({ where: { seq: removed?.seq ?? 0n } });
    await catchUp(() => NOW);
    expect(isRevoked(entry.id)).toBe(true);
    expect(resets).toBe(1);
    await catchUp(() => NOW);
    expect(resets).toBe(1);
  });

  it("with a gap at its end is read on from there", async () => {
    const [removed] = await appendElsewhere([sessionEntry()]);
    await (await database()).revocation.deleteMany({ where: { seq: removed?.seq ?? 0n } });
    await catchUp(() => NOW);
    const entry = sessionEntry();
    await appendElsewhere([entry]);
    await catchUp(() => NOW);
    expect([isRevoked(entry.id), resets]).toEqual([true, 1]);
  });

  it("that was put back by a restored backup is read anew, and what was known stays refused", async () => {
    const before = await readHead(await database());
    const known = sessionEntry();
    await appendElsewhere([known]);
    await catchUp(() => NOW);
    const db = await database();
    await db.revocation.deleteMany({ where: { seq: { gt: before - 5n } } });
    await db.revocationCounter.updateMany({ data: { seq: before - 5n } });
    const entry = sessionEntry();
    await appendElsewhere([entry]); // a number that has been used
    await catchUp(() => NOW);
    expect([isRevoked(known.id), isRevoked(entry.id), resets]).toEqual([true, true, 1]);
  });

  it("is not trusted when it cannot be read, and again when it can", async () => {
    startAnew();
    const db = await database();
    await db.$executeRawUnsafe('ALTER TABLE "RevocationCounter" RENAME TO "gone"');
    await expect(catchUp(() => NOW)).rejects.toThrow();
    expect(isFeedFresh()).toBe(false);
    await db.$executeRawUnsafe('ALTER TABLE "gone" RENAME TO "RevocationCounter"');
    await catchUp(() => NOW);
    expect(isFeedFresh()).toBe(true);
  });
});
