import { CalendarClock } from "lucide-react";
import type { Metadata } from "next";
import { requirePageSession } from "@/app/_http/page-session";
import { pageReader } from "@/app/_http/preferences";
import { buttonClass } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Empty } from "@/app/_ui/empty";
import { KEPT_A_DAY } from "@/lib/accounts/failed-sign-ins";
import { clock } from "@/lib/infra/clock";
import { type EventLog, listEvents } from "@/lib/sessions/list-events";
import { type EventRun, runsOfEvents } from "@/lib/sessions/runs-of-events";
import { daysUntil, eventsOfDays, type SignInsByDay, signInsByDay } from "@/lib/sessions/sign-ins-by-day";
import { deviceLabel } from "@/lib/shared/device-label";
import { addSeconds } from "@/lib/shared/time";
import type { Words } from "@/lib/shared/words/words";
import { EventRow } from "./event-row";
import { SignInChart } from "./sign-in-chart";
import { SignInTable } from "./sign-in-table";

const DAYS = 30;
/** A calendar day and the widest time zone beyond what is shown: what is too old is passed over when it is sorted. */
const READ_SECONDS = (DAYS + 2) * 86_400;
/** Entries of the latest events: in sight, and with those behind a disclosure. */
const IN_SIGHT = 15;
const MOST_SHOWN = 60;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageReader()).words.account.activity };
}

/** What each series is called, in their order. */
function seriesNames({ series }: SignInsByDay, { devices }: EventLog, words: Words): string[] {
  return series.map(({ deviceId, devices: count }) => {
    if (deviceId === null) return words.activity.otherDevices(count);
    const device = devices.get(deviceId);
    return device ? deviceLabel(device, words) : words.sessions.unknownDevice;
  });
}

export default async function ActivityPage() {
  const { sub } = await requirePageSession("/account/activity");
  const now = clock.now();
  const { words, format, timeZone } = await pageReader();
  const { activity } = words;
  const log = await listEvents(sub, addSeconds(now, -READ_SECONDS));
  const days = daysUntil(format.dayKey(now), DAYS);
  const events = eventsOfDays(log.events, days, format.dayKey);
  const grouped = signInsByDay(events, days);
  const runs = runsOfEvents(events, MOST_SHOWN);
  const names = seriesNames(grouped, log, words);
  const { total, devices, failed } = grouped;
  const isEmpty = total === 0 && failed === 0;

  return (
    <div className="grid gap-6">
      <h1 className="text-2xl font-bold tracking-tight">{words.account.activity}</h1>
      <Card id="picture" title={activity.picture(DAYS)}>
        {isEmpty ? (
          <Empty Icon={CalendarClock} title={activity.noSignIns}>
            {activity.noSignInsText}
          </Empty>
        ) : (
          <>
            <SignInChart
              grouped={grouped}
              names={names}
              summary={activity.summary(total, devices, failed, DAYS)}
              words={activity}
              format={format}
            />
            <SignInTable grouped={grouped} names={names} words={activity} format={format} />
          </>
        )}
        {!timeZone && <p className="text-sm text-muted">{activity.daysAreUtc}</p>}
        {grouped.days.some((day) => day.failed >= KEPT_A_DAY) && (
          <p className="text-sm text-muted">{activity.keptADay(format.number(KEPT_A_DAY))}</p>
        )}
        {log.isCut && <p className="text-sm text-muted">{activity.isCut(format.number(log.events.length))}</p>}
      </Card>
      <Card id="latest" title={activity.latest}>
        {runs.length === 0 && <Empty Icon={CalendarClock} title={activity.noEvents(DAYS)} />}
        <EventList runs={runs.slice(0, IN_SIGHT)} log={log} now={now} />
        {runs.length > IN_SIGHT && (
          <details className="group">
            <summary className={buttonClass("quiet")}>{activity.showMore(runs.length - IN_SIGHT)}</summary>
            <div className="pt-4">
              <EventList runs={runs.slice(IN_SIGHT)} log={log} now={now} />
            </div>
          </details>
        )}
      </Card>
    </div>
  );
}

function EventList({ runs, log, now }: { runs: readonly EventRun[]; log: EventLog; now: Date }) {
  return (
    <ul aria-labelledby="latest" className="divide-y divide-line">
      {runs.map((run) => (
        <EventRow key={run.event.id} {...run} device={log.devices.get(run.event.deviceId ?? "")} now={now} />
      ))}
    </ul>
  );
}
