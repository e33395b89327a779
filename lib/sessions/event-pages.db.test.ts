import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { randomId } from "../infra/random-id";
import { addSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";
import { makeUser, openSession } from "../testing/make-user";
import { endSession } from "./end-sessions";
import { type EventQuery, firstDeviceAt, listEventDevices, readEventPage } from "./event-pages";

setUpInstance({ EVENT_RETENTION_DAYS: "40" });

const DAY = 86_400;
const now = new Date();
const ago = (seconds: number) => addSeconds(now, -seconds);
const ALL: EventQuery = { kind: null, deviceId: null, after: null };

/** Reads page after page, as long as there is another. */
async function readAll(userId: string, query: Partial<EventQuery>, most: number) {
  const pages = [];
  let after: string | null = null;
  do {
    const page = await readEventPage(userId, { ...ALL, ...query, after }, now, most);
    pages.push(page.events);
    after = page.next;
  } while (after !== null && pages.length < 100);
  return pages;
}

async function addEvents(userId: string, count: number, at: (i: number) => Date, type = "name-changed") {
  const data = Array.from({ length: count }, (_, i) => ({ id: randomId(), userId, type, at: at(i) }));
  await (await database()).securityEvent.createMany({ data });
}

describe("the pages of a security log", () => {
  it("hold every event once, also where many share their millisecond", async () => {
    const { id } = await makeUser();
    await addEvents(id, 30, (i) => ago(100 + Math.floor(i / 25)));
    await addEvents(id, 30, (i) => ago(100 + Math.floor(i / 25)), "sign-in-failed");
    const pages = await readAll(id, {}, 7);
    const events = pages.flat();
    expect(new Set(events.map((event) => event.id)).size).toBe(61); // the sign-up, too
    expect(events).toHaveLength(61);
    expect(pages.map((page) => page.length)).toEqual([...Array(8).fill(7), 5]);
    const times = events.map(({ at }) => at.getTime());
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  it("stay where they are when more happens meanwhile", async () => {
    const { id } = await makeUser();
    await addEvents(id, 10, (i) => ago(100 + i));
    const first = await readEventPage(id, ALL, now, 5);
    const before = await readEventPage(id, { ...ALL, after: first.next }, now, 5);
    await addEvents(id, 3, () => ago(1));
    expect(await readEventPage(id, { ...ALL, after: first.next }, now, 5)).toEqual(before);
  });

  it("go as far back as events are kept, and no further", async () => {
    const { id } = await makeUser();
    await addEvents(id, 1, () => ago(40 * DAY - 60));
    await addEvents(id, 1, () => ago(40 * DAY + 60));
    expect((await readAll(id, {}, 10)).flat()).toHaveLength(2);
  });

  it("are of one kind or one device where that is asked for", async () => {
    const user = await makeUser();
    const [one, two] = [await openSession(user, { now: ago(300) }), await openSession(user, { now: ago(200) })];
    await addEvents(user.id, 4, (i) => ago(150 + i), "sign-in-failed");
    await endSession(user.id, one.sid, "revoked", ago(100), null);
    const types = async (query: Partial<EventQuery>) =>
      (await readAll(user.id, query, 3)).flat().map(({ type }) => type);
    expect(await types({ kind: "sign-ins" })).toEqual(["signed-in", "signed-in"]);
    expect(await types({ kind: "failed" })).toEqual(Array(4).fill("sign-in-failed"));
    expect(await types({ kind: "ended" })).toEqual(["session-ended"]);
    expect(await types({ kind: "changes" })).toEqual(["signed-up"]);
    const devices = await listEventDevices(user.id);
    expect(devices.map(({ createdAt }) => createdAt)).toEqual([ago(200), ago(300)]);
    expect(await firstDeviceAt(user.id)).toEqual(ago(300));
    expect(await types({ deviceId: devices[1]?.id })).toEqual(["session-ended", "signed-in"]);
    expect(await types({ deviceId: devices[1]?.id, kind: "ended" })).toEqual(["session-ended"]);
    const page = await readEventPage(user.id, ALL, now, 10);
    expect([...page.liveSessions]).toEqual([two.sid]);
  });

  it("are each person's own, whoever's place or device is asked for", async () => {
    const [anna, ben] = [await makeUser(), await makeUser()];
    await openSession(anna, { now: ago(60) });
    const [device] = await listEventDevices(anna.id);
    const { next } = await readEventPage(anna.id, ALL, now, 1);
    expect(next).not.toBeNull();
    expect((await readEventPage(ben.id, { ...ALL, deviceId: device?.id ?? "" }, now, 10)).events).toEqual([]);
    const events = (await readEventPage(ben.id, { ...ALL, after: next }, now, 10)).events;
    for (const { type } of events) expect(type).toBe("signed-up");
  });

  it("begin at the beginning for a place that is none", async () => {
    const { id } = await makeUser();
    const first = await readEventPage(id, ALL, now, 10);
    for (const after of ["", "x", "1.", `99999999999999999.a.${randomId()}`, "1.a.\u0000".padEnd(26, "a"), "'; --"]) {
      expect(await readEventPage(id, { ...ALL, after }, now, 10)).toEqual(first);
    }
    const ancient = await readEventPage(id, { ...ALL, after: `99999999999999.a.${randomId()}` }, now, 10);
    expect(ancient).toEqual(first); // the year 5138
  });
});
