import "server-only";
import type { ListedEvent } from "./list-events";

/** Failed attempts from one address, one after the other, or any other event by itself. `event` is the latest of them. */
export type EventRun = { event: ListedEvent; times: number };

/** Takes failed attempts in a row together, or someone's thirty would push all else out of sight. */
export function runsOfEvents(events: readonly ListedEvent[]): EventRun[] {
  const runs: EventRun[] = [];
  for (const event of events) {
    const last = runs.at(-1);
    const isMore = event.type === "sign-in-failed" && last?.event.type === event.type && last.event.ip === event.ip;
    if (isMore) last.times++;
    else runs.push({ event, times: 1 });
  }
  return runs;
}
