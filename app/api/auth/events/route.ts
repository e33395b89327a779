import { requireCaller } from "@/app/_http/caller";
import { json, route } from "@/app/_http/route";
import { clock } from "@/lib/infra/clock";
import { readEventPage } from "@/lib/sessions/event-pages";
import { EVENT_KINDS } from "@/lib/sessions/event-policy";

/** Events of one answer; `next` leads to those before them. */
const MOST = 100;

/**
 * GET ?kind=&after=: 200 {events, next}, the latest first; `kind` is sign-ins, failed, ended or changes, anything else all.
 * `after` is the `next` of the answer before; null: that was all.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: async (exchange) => {
    const { sub } = await requireCaller(exchange, "events:read");
    const asked = new URL(exchange.request.url).searchParams;
    const kind = EVENT_KINDS.find((known) => known === asked.get("kind")) ?? null;
    const after = asked.get("after");
    const { devices, ...page } = await readEventPage(sub, { kind, deviceId: null, after }, clock.now(), MOST);
    const deviceOf = (id: string | null) => {
      const device = id === null ? undefined : devices.get(id);
      return device ? { name: device.name, kind: device.kind, browser: device.browser, os: device.os } : null;
    };
    const events = page.events.map(({ deviceId, ...event }) => ({ ...event, device: deviceOf(deviceId) }));
    return json({ events, next: page.next });
  },
});
