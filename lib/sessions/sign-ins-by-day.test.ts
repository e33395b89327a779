import { describe, expect, it, vi } from "vitest";
import { formatFor } from "../shared/format";
import type { ListedEvent } from "./list-events";
import { daysUntil, eventsOfDays, signInsByDay as groupByDay } from "./sign-ins-by-day";

let made = 0;
const event = (at: string, deviceId: string | null = "laptop", type = "signed-in"): ListedEvent => {
  const id = String(made++);
  return { id, type, at: new Date(at), reason: null, about: null, ip: null, sessionId: null, deviceId };
};
const utc = (at: Date) => at.toISOString().slice(0, 10);
const signInsByDay = (events: ListedEvent[], days: string[], dayOf: (at: Date) => string) =>
  groupByDay(eventsOfDays(events, days, dayOf), days);

describe("the days of a picture", () => {
  it("end today and follow the calendar over months and leap years", () => {
    expect(daysUntil("2028-03-01", 3)).toEqual(["2028-02-28", "2028-02-29", "2028-03-01"]);
    expect(daysUntil("2027-01-01", 30)).toHaveLength(30);
    expect(daysUntil("2027-01-01", 2)[0]).toBe("2026-12-31");
  });

  it("are the reader's: one moment falls on two days", () => {
    const events = [event("2027-01-05T23:30:00Z")];
    const days = daysUntil("2027-01-06", 2);
    const countsIn = (timeZone: string) =>
      signInsByDay(events, days, formatFor("en", timeZone).dayKey).days.map(({ counts }) => counts[0]);
    expect(countsIn("UTC")).toEqual([1, 0]);
    expect(countsIn("Asia/Shanghai")).toEqual([0, 1]);
    expect(countsIn("America/New_York")).toEqual([1, 0]);
  });

  it("are asked for once an event, for a formatter takes its time", () => {
    const dayOf = vi.fn(utc);
    const days = daysUntil("2027-01-06", 2);
    const events = eventsOfDays([event("2027-01-06T00:00:00Z"), event("2027-01-05T00:00:00Z")], days, dayOf);
    expect(events.map(({ day }) => day)).toEqual(["2027-01-06", "2027-01-05"]);
    expect(groupByDay(events, days).total).toBe(2);
    expect(dayOf).toHaveBeenCalledTimes(2);
  });

  it("hold nothing that happened on other days", () => {
    const events = [event("2027-01-07T00:00:00Z"), event("2027-01-04T23:59:59Z")];
    expect(signInsByDay(events, ["2027-01-05", "2027-01-06"], utc)).toMatchObject({ total: 0, series: [], devices: 0 });
  });
});

describe("sign-ins", () => {
  const days = ["2027-01-05", "2027-01-06"];

  it("are counted by device, the one that signed in most first", () => {
    const events = [
      event("2027-01-06T09:00:00Z", "phone"),
      event("2027-01-05T09:00:00Z", "laptop"),
      event("2027-01-05T08:00:00Z", "phone"),
    ];
    expect(signInsByDay(events, days, utc)).toEqual({
      series: [
        { deviceId: "phone", devices: 1, total: 2 },
        { deviceId: "laptop", devices: 1, total: 1 },
      ],
      days: [
        { day: "2027-01-05", counts: [1, 1], failed: 0 },
        { day: "2027-01-06", counts: [1, 0], failed: 0 },
      ],
      devices: 2,
      total: 3,
      failed: 0,
    });
  });

  it("that failed stand apart, and nothing else counts", () => {
    const events = [
      event("2027-01-06T09:00:00Z", null, "sign-in-failed"),
      event("2027-01-06T08:00:00Z", null, "sign-in-failed"),
      event("2027-01-06T07:00:00Z", "laptop", "session-ended"),
      event("2027-01-05T07:00:00Z", null, "signed-up"),
    ];
    const grouped = signInsByDay(events, days, utc);
    expect(grouped.days).toEqual([
      { day: "2027-01-05", counts: [], failed: 0 },
      { day: "2027-01-06", counts: [], failed: 2 },
    ]);
    expect(grouped).toMatchObject({ total: 0, failed: 2 });
  });

  it("of four devices name them all; of five they name three, and take the rest together", () => {
    const four = ["a", "b", "c", "d"].map((id) => event("2027-01-05T09:00:00Z", id));
    expect(signInsByDay(four, days, utc).series.map(({ deviceId }) => deviceId)).toEqual(["a", "b", "c", "d"]);
    const five = [...four, event("2027-01-05T09:00:00Z", "e"), event("2027-01-05T10:00:00Z", "e")];
    const grouped = signInsByDay(five, days, utc);
    expect(grouped.series).toEqual([
      { deviceId: "e", devices: 1, total: 2 },
      { deviceId: "a", devices: 1, total: 1 },
      { deviceId: "b", devices: 1, total: 1 },
      { deviceId: null, devices: 2, total: 2 },
    ]);
    expect(grouped.days[0]?.counts).toEqual([2, 1, 1, 2]);
  });
});
