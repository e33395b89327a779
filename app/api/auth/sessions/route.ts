import { requireCaller } from "@/app/_http/caller";
import { json, route } from "@/app/_http/route";
import { clock } from "@/lib/infra/clock";
import { listEndedSessions, listSessions } from "@/lib/sessions/list-sessions";

/** GET: 200 {sessions}, the live ones; with ?ended=1 those that ended, with when and why. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: async (exchange) => {
    const { sub, sid } = await requireCaller(exchange, "sessions:read");
    const isEnded = new URL(exchange.request.url).searchParams.get("ended") === "1";
    const sessions = isEnded ? await listEndedSessions(sub, clock.now()) : await listSessions(sub, sid, clock.now());
    return json({ sessions });
  },
});
