import { eventStream } from "@/app/_http/event-stream";
import { route } from "@/app/_http/route";
import { requireSession } from "@/app/_http/session";
import { openPages } from "@/lib/sessions/live-pages";

/** Reverse proxies cut connections that say nothing; a minute is the shortest that is usual. */
const COMMENT_EVERY_MS = 15_000;

/**
 * GET: server-sent events for open pages. `ended` {reason}: this session is over, and the stream with it. `devices` {}: the
 * list of devices has changed. Whoever meets a 401 here asks `me` and goes on from there.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: async (exchange) => {
    const { sid, sub } = await requireSession(exchange);
    return eventStream(exchange.request, (stream) => {
      stream.sendComment(); // the connection stands: some clients say so only once something has come
      const timer = setInterval(stream.sendComment, COMMENT_EVERY_MS);
      stream.onClose(() => clearInterval(timer));
      const leave = openPages({
        sid,
        userId: sub,
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
