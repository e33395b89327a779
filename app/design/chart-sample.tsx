import { clock } from "@/lib/infra/clock";
import type { ListedEvent } from "@/lib/sessions/list-events";
import { daysUntil, eventsOfDays, signInsByDay } from "@/lib/sessions/sign-ins-by-day";
import { pageReader } from "../_http/preferences";
import { SignInChart } from "../(home)/account/activity/sign-in-chart";
import { SignInTable } from "../(home)/account/activity/sign-in-table";

const DEVICES = ["a", "b", "c", "d"];

/** The picture of Activity, by the code that makes it, from events that follow a rule. */
export async function ChartSample({ names }: { names: readonly string[] }) {
  const { words, format } = await pageReader();
  const now = clock.now();
  const events: ListedEvent[] = [];
  for (let i = 0; i < 30; i++) {
    const at = new Date(now.getTime() - i * 86_400_000);
    const event = (type: string, deviceId: string | null, n: number) =>
      events.push({
        id: `${i}-${type}-${n}`,
        type,
        at,
        reason: null,
        about: null,
        ip: null,
        sessionId: null,
        deviceId,
      });
    for (let n = 0; n < (i * 5) % 4; n++) event("signed-in", DEVICES[(i + n * n) % 4] ?? null, n);
    for (let n = 0; n < (i % 11 === 5 ? 3 : 0); n++) event("sign-in-failed", null, n);
  }
  const days = daysUntil(format.dayKey(now), 30);
  const grouped = signInsByDay(eventsOfDays(events, days, format.dayKey), days);
  const { activity } = words;
  return (
    <>
      <SignInChart
        grouped={grouped}
        names={names}
        summary={activity.summary(grouped.total, grouped.devices, grouped.failed, 30)}
        words={activity}
        format={format}
      />
      <SignInTable grouped={grouped} names={names} words={activity} format={format} />
    </>
  );
}
