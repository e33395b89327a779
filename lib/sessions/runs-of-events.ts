import "server-only";
import type { ListedEvent } from "./list-events";

/**
 * Failed attempts one after the other, or any other event by itself. `event` is the latest of them, `first` the earliest,
 * `otherAddresses` how many addresses there were besides the latest one's.
 */
export type EventRun = { event: ListedEvent; first: ListedEvent; times: number; otherAddresses: number };

const FAILED = "sign-in-failed";

/**
 * Takes failed attempts in a row together, from wherever they came, or a stranger's sixty would push all else out of sight.
 * @param most as many runs are made, of the latest events
 */
export function runsOfEvents(events: readonly ListedEvent[], most: number): EventRun[] {
  const runs: (EventRun & { addresses: Set<string> })[] = [];
  for (const event of events) {
    const last = runs.at(-1);
    if (event.type === FAILED && last?.event.type === FAILED) {
      last.times++;
      last.first = event;
      if (event.ip !== null && event.ip !== last.event.ip) last.addresses.add(event.ip);
    } else if (runs.length === most) break;
    else runs.push({ event, first: event, times: 1, otherAddresses: 0, addresses: new Set() });
  }
  return runs.map(({ addresses, ...run }) => ({ ...run, otherAddresses: addresses.size }));
}
