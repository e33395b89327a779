import { createHash } from "node:crypto";
import { eventStream } from "@/app/_http/event-stream";
import { followPublicFeed } from "@/app/_http/feed-stream";
import { json, route } from "@/app/_http/route";
import { requireServiceToken } from "@/app/_http/service-token";
import { clock } from "@/lib/infra/clock";
import { config } from "@/lib/infra/config";
import { faultFields, log } from "@/lib/infra/log";
import { readPublicPage } from "@/lib/sessions/publish-feed";
import { Problem } from "@/lib/shared/errors";

const RETRY_SECONDS = 2;

/** Where a reader is; the stream's own header counts for more, for a client that reconnects repeats its first URL. */
function afterOf(request: Request): bigint | null {
  const given = request.headers.get("last-event-id") || new URL(request.url).searchParams.get("after");
  if (given === null) return null;
  if (!/^\d{1,15}$/.test(given)) throw new Problem("invalid_input", { fields: { after: ["not_allowed"] } });
  return BigInt(given);
}

/** One page, with a tag of its very bytes: a tag of the last number would be the same for other entries after a restore. */
async function pageResponse(request: Request, after: bigint | null): Promise<Response> {
  const page = await readPublicPage(after, clock.now()).catch((fault: unknown) => {
    log().error(faultFields(fault), "The revocation feed cannot be read");
    throw new Problem("unavailable", { retryAfterSeconds: RETRY_SECONDS });
  });
  const response = json(page);
  const tag = `"${createHash("sha256").update(JSON.stringify(page)).digest("base64url")}"`;
  const isKnown = request.headers.get("if-none-match")?.includes(tag);
  const answer = isKnown ? new Response(null, { status: 304, headers: response.headers }) : response;
  answer.headers.set("ETag", tag);
  return answer;
}

/**
 * GET ?after=SEQ: 200 {events, next}, or 304; the same as server-sent events by `Accept: text/event-stream`. For other
 * services, by `Authorization: Bearer FEED_TOKEN`; 404 without one configured.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: async ({ request }) => {
    requireServiceToken(request, config().feedToken);
    const after = afterOf(request);
    const wantsStream = request.method === "GET" && request.headers.get("accept")?.includes("text/event-stream");
    if (wantsStream) return eventStream(request, (stream) => followPublicFeed(stream, after));
    return pageResponse(request, after);
  },
});
