import { json, route } from "@/app/_http/route";
import { keys } from "@/lib/infra/keys";
import { isFeedFresh } from "@/lib/sessions/follow-feed";
import { isStarted } from "@/lib/start-up/started";

function readiness(): { status: string; isReady: boolean } {
  if (!isStarted()) return { status: "starting", isReady: false };
  if (keys().unopened.length > 0) return { status: "cannot open a key: see the log", isReady: false };
  return isFeedFresh() ? { status: "ready", isReady: true } : { status: "cut off from the database", isReady: false };
}

/** GET: 200 when requests may be sent here; 503 until the revocation index is read, and while the feed is cut. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    GET: () => {
      const { status, isReady } = readiness();
      return json({ status }, isReady ? 200 : 503);
    },
  },
  { isProbe: true },
);
