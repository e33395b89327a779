import { bearerOf } from "@/app/_http/bearer";
import { carriedSessions, sessionsOfBearer } from "@/app/_http/carried-sessions";
import { clientOf } from "@/app/_http/client";
import { noContent, route, seeOther } from "@/app/_http/route";
import { clearedTokenCookies } from "@/app/_http/session-cookies";
import { clock } from "@/lib/infra/clock";
import { endSession } from "@/lib/sessions/end-sessions";

/** POST: 204; ends the session that either cookie or the bearer token names, expired or not; 204 also without one. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: async (exchange) => {
    const { request, setCookies } = exchange;
    const { kind } = await exchange.body();
    const { ip } = clientOf(request.headers);
    const bearer = bearerOf(request);
    const named = bearer === null ? await carriedSessions(request) : await sessionsOfBearer(bearer);
    for (const { userId, id } of named) {
      await endSession(userId, id, "signed-out", clock.now(), ip);
    }
    setCookies.push(...clearedTokenCookies());
    return kind === "form" ? seeOther("/login?done=signed-out") : noContent();
  },
});
