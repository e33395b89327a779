import { eventStream } from "@/app/_http/event-stream";
import { route } from "@/app/_http/route";
import { requireSession } from "@/app/_http/session";
import { openPages } from "@/lib/sessions/live-pages";
import { revocationIndex } from "@/lib/sessions/process-index";
import { Problem } from "@/lib/shared/errors";

/** Reverse proxies cut connections that say nothing; a minute is the shortest that is usual. Pages know this figure too. */
const HEARTBEAT_EVERY_MS = 15_000;

/**
 * GET: server-sent events for open pages. `ended` {reason}: this session is over, and the stream with it. `devices` {}: the
 * list of devices has changed. `heartbeat` {}: the connection stands.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: async (exchange) => {
    const session = await requireSession(exchange);
    // Revoked since the verifier looked, and nobody would say so any more. From here to `openPages` nothing waits.
    if (revocationIndex().isRevoked(session)) throw new Problem("unauthenticated");
    return eventStream(exchange.request, (stream) => {
      const beat = () => stream.send({ type: "heartbeat", data: {} });
      beat(); // some clients say that the connection stands only once something has come
      const timer = setInterval(beat, HEARTBEAT_EVERY_MS);
      stream.onClose(() => clearInterval(timer));
      const leave = openPages({
        sid: session.sid,
        userId: session.sub,
        tell: ({ type, ...data }) => {
          stream.send({ type, data });
          if (type === "ended") stream.close();
        },
        close: stream.close,
      });
      stream.onClose(leave);
    });
  },
});
