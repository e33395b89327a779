import { exportPerson } from "@/lib/accounts/export-person";
import { clock } from "@/lib/infra/clock";
import { clientOf } from "./client";
import type { Exchange } from "./exchange";
import { json } from "./route";
import { requireSession } from "./session";

/** The pieces of a text as a body that is made as fast as it is read. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

/** 200 and everything held about the person who asks, as a file to keep. */
export async function exportAnswer(exchange: Exchange): Promise<Response> {
  const { request } = exchange;
  const { sub: userId, sid: sessionId } = await requireSession(exchange);
  const now = clock.now();
  const { headers } = json({});
  headers.set("Content-Disposition", `attachment; filename="hufu-${now.toISOString().slice(0, 10)}.json"`);
  if (request.method === "HEAD") return new Response(null, { headers }); // nothing is given, so nothing is noted
  const { ip } = clientOf(request.headers);
  return new Response(streamOf(await exportPerson({ userId, sessionId, ip, now })), { headers });
}
