import { eventStream } from "@/app/_http/event-stream";
import { followPublicFeed } from "@/app/_http/feed-stream";
import { json, route } from "@/app/_http/route";
import { requireServiceToken } from "@/app/_http/service-token";
import { clock } from "@/lib/infra/clock";
import { config } from "@/lib/infra/config";
import { readPublicPage } from "@/lib/sessions/publish-feed";
import { Problem } from "@/lib/shared/errors";

/** Where a reader is; the stream's own header counts for more, for a client that reconnects repeats its first URL. */
function afterOf(request: Request): bigint | null {
  const given = request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("after");
  if (given === null) return null;
  if (!/^\d{1,15}$/.test(given)) throw new Problem("invalid_input", { fields: { after: ["not_allowed"] } });
  return BigInt(given);
}

/**
 * GET ?after=SEQ: 200 {events, next}, or 304; the same as server-sent events by `Accept: text/event-stream`. For other
 * services, by `Authorization: Bearer FEED_TOKEN`; 404 without one configured.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: async ({ request }) => {
    requireServiceToken(request, config().feedToken);
    const after = afterOf(request);
    if (request.headers.get("accept")?.includes("text/event-stream")) {
      return eventStream(request, (stream) => followPublicFeed(stream, after));
    }
    const page = await readPublicPage(after, clock.now());
    const tag = `W/"${page.next}"`;
    const isKnown = after !== null && page.events.length === 0 && request.headers.get("if-none-match") === tag;
    const response = isKnown ? new Response(null, { status: 304 }) : json(page);
    response.headers.set("ETag", tag);
    response.headers.set("Cache-Control", "private, no-store");
    return response;
  },
});
