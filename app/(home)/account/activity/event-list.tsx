import { CalendarClock } from "lucide-react";
import { pageReader } from "@/app/_http/preferences";
import { buttonClass } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Empty } from "@/app/_ui/empty";
import { config } from "@/lib/infra/config";
import { cursorOf, type EventPage, firstDeviceAt, listEventDevices, readEventPage } from "@/lib/sessions/event-pages";
import { nextSteps } from "@/lib/sessions/event-policy";
import { type EventRun, runsOfEvents } from "@/lib/sessions/runs-of-events";
import { activityPath, EventFilter, type Filter } from "./event-filter";
import { EventRow } from "./event-row";

/** Entries of one page. */
const SHOWN = 25;
/** Events that are read for them: failed attempts in a row are one entry. */
const READ = 1_000;
const DAY_SECONDS = 86_400;

type EventListProps = {
  userId: string;
  /** The session that reads. */
  sid: string;
  asked: Filter;
  after: string | null;
  now: Date;
};

/** Everything that happened, as far as it is kept: filtered, a page at a time. */
export async function EventList({ userId, sid, asked, after, now }: EventListProps) {
  const { words, format } = await pageReader();
  const { activity } = words;
  const devices = await listEventDevices(userId);
  const filter = { ...asked, deviceId: devices.find(({ id }) => id === asked.deviceId)?.id ?? null };
  const page = await readEventPage(userId, { ...filter, after }, now, READ);
  const ownSince = await firstDeviceAt(userId);
  const runs = runsOfEvents(page.events, SHOWN);
  const last = runs.at(-1)?.first;
  const isAll = last === undefined || (last === page.events.at(-1) && page.next === null);
  const days = Math.round(config().eventRetentionSeconds / DAY_SECONDS);
  const isFiltered = filter.kind !== null || filter.deviceId !== null || after !== null;
  return (
    <Card id="latest" title={activity.latest}>
      <EventFilter filter={filter} devices={devices} />
      {runs.length === 0 && (
        <Empty Icon={CalendarClock} title={isFiltered ? activity.noneLikeThat : activity.noEvents(days)} />
      )}
      <ul aria-labelledby="latest" className="divide-y divide-line">
        {runs.map((run) => (
          <Entry key={run.event.id} run={run} page={page} ownSince={ownSince} sid={sid} now={now} />
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        {!isAll && (
          <a href={activityPath(filter, cursorOf(last))} className={buttonClass("quiet")}>
            {activity.older}
          </a>
        )}
        {after !== null && (
          <a href={activityPath(filter)} className={buttonClass("quiet")}>
            {activity.backToLatest}
          </a>
        )}
      </div>
      <p className="text-sm text-muted">{activity.keptFor(format.number(days))}</p>
    </Card>
  );
}

type EntryProps = { run: EventRun; page: EventPage; ownSince: Date | null; sid: string; now: Date };

async function Entry({ run: { event, times, otherAddresses }, page, ownSince, sid, now }: EntryProps) {
  const device = page.devices.get(event.deviceId ?? "");
  // A device is made by the sign-in that it was first seen at, at the same moment; the first one is whoever has the account.
  const isFirstSeen = event.type === "signed-in" && device?.createdAt.getTime() === event.at.getTime();
  const isNewDevice = isFirstSeen && ownSince !== null && event.at > ownSince;
  const isLive = page.liveSessions.has(event.sessionId ?? "");
  const steps = event.sessionId === sid && isLive ? [] : nextSteps({ ...event, isNewDevice, isLive });
  return (
    <EventRow
      event={event}
      times={times}
      otherAddresses={otherAddresses}
      device={device}
      isNewDevice={isNewDevice}
      steps={steps}
      now={now}
    />
  );
}
