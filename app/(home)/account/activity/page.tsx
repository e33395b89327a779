import { CalendarClock } from "lucide-react";
import type { Metadata } from "next";
import { one, type Query } from "@/app/_http/page-query";
import { requirePageSession } from "@/app/_http/page-session";
import { pageReader } from "@/app/_http/preferences";
import { Card } from "@/app/_ui/card";
import { Empty } from "@/app/_ui/empty";
import { SoftLinks } from "@/app/_ui/soft-links.client";
import { KEPT_A_DAY } from "@/lib/accounts/failed-sign-ins";
import { clock } from "@/lib/infra/clock";
import { EVENT_KINDS } from "@/lib/sessions/event-policy";
import { type EventLog, listEvents } from "@/lib/sessions/list-events";
import { daysUntil, eventsOfDays, type SignInsByDay, signInsByDay } from "@/lib/sessions/sign-ins-by-day";
import { deviceLabel } from "@/lib/shared/device-label";
import { addSeconds } from "@/lib/shared/time";
import type { Words } from "@/lib/shared/words/words";
import { EventList } from "./event-list";
import { SignInChart } from "./sign-in-chart";
import { SignInTable } from "./sign-in-table";

const DAYS = 30;
/** A calendar day and the widest time zone beyond what is shown: what is too old is passed over when it is sorted. */
const READ_SECONDS = (DAYS + 2) * 86_400;

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

type Props = { searchParams: Promise<Query> };

export default async function ActivityPage({ searchParams }: Props) {
  const { sub, sid } = await requirePageSession("/account/activity");
  const query = await searchParams;
  const now = clock.now();
  const { account } = (await pageReader()).words;
  const asked = { kind: EVENT_KINDS.find((kind) => kind === one(query.kind)) ?? null, deviceId: one(query.device) };
  const after = one(query.after);

  return (
    <div className="grid gap-6">
      <SoftLinks />
      <h1 className="text-2xl font-bold tracking-tight">{account.activity}</h1>
      {after === null && <Picture userId={sub} now={now} />}
      <EventList userId={sub} sid={sid} asked={asked} after={after} now={now} />
    </div>
  );
}

/** The sign-ins of the last days. What is before them is in the list alone. */
async function Picture({ userId, now }: { userId: string; now: Date }) {
  const { words, format, timeZone } = await pageReader();
  const { activity } = words;
  const log = await listEvents(userId, addSeconds(now, -READ_SECONDS));
  const days = daysUntil(format.dayKey(now), DAYS);
  const grouped = signInsByDay(eventsOfDays(log.events, days, format.dayKey), days);
  const names = seriesNames(grouped, log, words);
  const { total, devices, failed } = grouped;
  const isEmpty = total === 0 && failed === 0;

  return (
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
  );
}
