import "server-only";
import type { ListedEvent } from "./list-events";

/** Devices that are told apart; with the rest together there are never more than four. */
const TOLD_APART = 3;

/** One calendar day: sign-ins by series, in their order, and those that failed. */
export type SignInDay = { day: string; counts: number[]; failed: number };

export type SignInsByDay = {
  /** The devices that signed in most, the first most; null stands for all others. */
  series: { deviceId: string | null; devices: number; total: number }[];
  /** One entry a day, the oldest first, days without a sign-in too. */
  days: SignInDay[];
  devices: number;
  total: number;
  failed: number;
};

/** @returns that many calendar days as 2027-01-05, the last of them `today`, the oldest first */
export function daysUntil(today: string, count: number): string[] {
  const last = new Date(`${today}T00:00:00Z`).getTime(); // the days of a calendar, not of any zone: each has 24 hours
  return Array.from({ length: count }, (_, i) =>
    new Date(last - (count - 1 - i) * 86_400_000).toISOString().slice(0, 10),
  );
}

/** What happened on the days of a picture; `day` is one of them. */
export type DatedEvent = ListedEvent & { day: string };

/**
 * The events that happened on some days. A formatter is asked for the day of a moment, so each is asked for once.
 * @param days as 2027-01-05
 * @param dayOf the calendar day of a moment, where the reader is
 */
export function eventsOfDays(
  events: readonly ListedEvent[],
  days: readonly string[],
  dayOf: (at: Date) => string,
): DatedEvent[] {
  const known = new Set(days);
  return events.map((event) => ({ ...event, day: dayOf(event.at) })).filter(({ day }) => known.has(day));
}

/** How often each device signed in, the one with the most first. */
function countDevices(signIns: readonly ListedEvent[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { deviceId } of signIns) counts.set(deviceId ?? "", (counts.get(deviceId ?? "") ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]); // stable: of two that are even the last used is first
}

/**
 * Sorts sign-ins by day and device. A sign-up counts by the sign-in that it ends with.
 * @param events the latest first
 * @param days as 2027-01-05, the oldest first; each event's is one of them
 */
export function signInsByDay(events: readonly DatedEvent[], days: readonly string[]): SignInsByDay {
  const signIns = events.filter(({ type }) => type === "signed-in");
  const failures = events.filter(({ type }) => type === "sign-in-failed");

  const devices = countDevices(signIns);
  const named = devices.length <= TOLD_APART + 1 ? devices : devices.slice(0, TOLD_APART);
  const series: SignInsByDay["series"] = named.map(([deviceId, total]) => ({ deviceId, devices: 1, total }));
  const rest = devices.slice(named.length);
  if (rest.length > 0) {
    series.push({ deviceId: null, devices: rest.length, total: rest.reduce((sum, [, total]) => sum + total, 0) });
  }

  const seriesOf = new Map(named.map(([deviceId], i) => [deviceId, i]));
  const byDay = new Map(days.map((day) => [day, { day, counts: series.map(() => 0), failed: 0 }]));
  for (const { day, deviceId } of signIns) {
    const at = seriesOf.get(deviceId ?? "") ?? series.length - 1;
    const counts = byDay.get(day)?.counts;
    if (counts) counts[at] = (counts[at] ?? 0) + 1;
  }
  for (const { day } of failures) {
    const entry = byDay.get(day);
    if (entry) entry.failed++;
  }
  return {
    series,
    days: [...byDay.values()],
    devices: devices.length,
    total: signIns.length,
    failed: failures.length,
  };
}
