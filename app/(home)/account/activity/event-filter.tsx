import { pageReader } from "@/app/_http/preferences";
import { Button } from "@/app/_ui/button";
import { EVENT_KINDS, type EventKind } from "@/lib/sessions/event-policy";
import type { EventDevice } from "@/lib/sessions/list-events";
import { deviceLabel } from "@/lib/shared/device-label";

export type Filter = { kind: EventKind | null; deviceId: string | null };

/** Where a part of the log is: the filter, and the page of it. */
export function activityPath({ kind, deviceId }: Filter, after: string | null = null): string {
  const query = new URLSearchParams();
  if (kind) query.set("kind", kind);
  if (deviceId) query.set("device", deviceId);
  if (after) query.set("after", after);
  return `/account/activity${query.size > 0 ? `?${query}` : ""}#latest`;
}

const PILL =
  "inline-flex min-h-11 items-center rounded-full border border-line px-3.5 text-sm font-semibold hover:border-muted aria-[current]:border-transparent aria-[current]:bg-accent aria-[current]:text-on-accent";

/** Which events are listed: by kind as links, by device as a form. Both work without a script. */
export async function EventFilter({ filter, devices }: { filter: Filter; devices: readonly EventDevice[] }) {
  const { words, format } = await pageReader();
  const { activity } = words;
  const labels = devices.map((device) => deviceLabel(device, words));
  const isTwice = (label: string) => labels.indexOf(label) !== labels.lastIndexOf(label);
  return (
    <nav aria-label={activity.filter} className="grid min-w-0 grid-cols-1 gap-3">
      <ul className="flex flex-wrap gap-2">
        {[null, ...EVENT_KINDS].map((kind) => (
          <li key={kind ?? "all"}>
            <a
              href={activityPath({ ...filter, kind })}
              data-soft=""
              aria-current={kind === filter.kind ? "true" : undefined}
              className={PILL}
            >
              {kind ? activity.kinds[kind] : activity.allKinds}
            </a>
          </li>
        ))}
      </ul>
      {devices.length > 1 && (
        <form action="/account/activity#latest" className="flex min-w-0 flex-wrap items-end gap-2">
          {filter.kind && <input type="hidden" name="kind" value={filter.kind} />}
          <label htmlFor="device" className="sr-only">
            {activity.device}
          </label>
          <select
            id="device"
            name="device"
            defaultValue={filter.deviceId ?? ""}
            className="min-h-11 min-w-0 flex-1 rounded-field border border-muted bg-card px-3 sm:max-w-72"
          >
            <option value="">{activity.allDevices}</option>
            {devices.map(({ id, createdAt }, i) => {
              const label = labels[i] ?? "";
              const since = format.calendarDay(format.dayKey(createdAt));
              return (
                <option key={id} value={id}>
                  {isTwice(label) ? activity.deviceSince(label, since) : label}
                </option>
              );
            })}
          </select>
          <Button look="quiet">{activity.show}</Button>
        </form>
      )}
    </nav>
  );
}
