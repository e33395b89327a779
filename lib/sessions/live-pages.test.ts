import { afterEach, describe, expect, it } from "vitest";
import type { FeedRow } from "./feed";
import { closeAllPages, openPages, openPagesCount, type PageEvent, tellDevicesChanged, tellOfRow } from "./live-pages";

/** Opens pages that keep what they are told. */
function open(userId: string, sid: string) {
  const told: PageEvent[] = [];
  let isClosed = false;
  const close = () => {
    isClosed = true;
    leave();
  };
  const leave = openPages({ userId, sid, tell: (event) => told.push(event), close });
  return { told, leave, isClosed: () => isClosed };
}

const rowOf = (userId: string | null, id: string, kind = "session"): FeedRow => ({
  seq: 1n,
  kind,
  id,
  userId,
  before: null,
  reason: "revoked",
  at: new Date(0),
});

const endOfTurn = () => Promise.resolve();

describe("open pages", () => {
  afterEach(() => {
    closeAllPages();
    expect(openPagesCount()).toBe(0);
  });

  it("are told why their own session ended, and of another of the same user that the list has changed", async () => {
    const [phone, laptop, stranger] = [open("mei", "phone"), open("mei", "laptop"), open("bo", "tablet")];
    tellOfRow(rowOf("mei", "phone"));
    expect(phone.told).toEqual([{ type: "ended", reason: "revoked" }]); // at once, not at the end of the turn
    await endOfTurn();
    expect(laptop.told).toEqual([{ type: "devices" }]);
    expect(stranger.told).toEqual([]);
  });

  it("are told once of all that changes in one go, and again of what changes later", async () => {
    const { told } = open("mei", "laptop");
    for (let i = 0; i < 1_000; i++) tellOfRow(rowOf("mei", `device-${i}`));
    tellDevicesChanged("mei");
    await endOfTurn();
    expect(told).toEqual([{ type: "devices" }]);
    tellDevicesChanged("mei");
    await endOfTurn();
    expect(told).toHaveLength(2);
  });

  it("are not told of users, keys and sessions of nobody", async () => {
    const { told } = open("mei", "laptop");
    for (const kind of ["user", "key", "keys", "profile"]) tellOfRow(rowOf("mei", "mei", kind));
    tellOfRow(rowOf(null, "laptop"));
    await endOfTurn();
    expect(told).toEqual([]);
  });

  it("of one session are eight streams at most: the oldest is closed", () => {
    const pages = Array.from({ length: 10 }, () => open("mei", "laptop"));
    const other = open("mei", "phone");
    expect(pages.map(({ isClosed }) => isClosed())).toEqual([true, true, ...Array(8).fill(false)]);
    expect([openPagesCount(), other.isClosed()]).toEqual([9, false]);
  });

  it("that have left are told nothing, and leaving twice takes nobody else out", async () => {
    const first = open("mei", "laptop");
    first.leave();
    const second = open("mei", "laptop");
    first.leave();
    tellDevicesChanged("mei");
    await endOfTurn();
    expect([first.told, second.told]).toEqual([[], [{ type: "devices" }]]);
  });
});
