import { clientOf } from "@/app/_http/client";
import { describeSession } from "@/app/_http/describe-session";
import { nextPathOf } from "@/app/_http/next-path-of";
import { json, route, seeOther } from "@/app/_http/route";
import { clearedTokenCookies, readTokens, tokenCookies } from "@/app/_http/session-cookies";
import { clock } from "@/lib/infra/clock";
import { rotateSession } from "@/lib/sessions/rotate-session";
import { Problem } from "@/lib/shared/errors";
import { fromSeconds } from "@/lib/shared/time";

/** POST: 200 {session, expiresAt} and fresh cookies; 401 and cleared cookies. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: async (exchange) => {
    const { request, setCookies } = exchange;
    const { kind, value } = await exchange.body();
    const { refresh } = readTokens(request.headers.get("cookie"));
    const now = clock.now();
    const rotation = refresh ? await rotateSession(refresh, clientOf(request.headers), now) : null;
    if (rotation?.outcome !== "renewed") {
      setCookies.push(...clearedTokenCookies());
      throw new Problem("refresh_refused");
    }
    setCookies.push(...tokenCookies(rotation.tokens, now));
    if (kind === "form") return seeOther(nextPathOf(value));
    const { claims } = rotation.tokens;
    return json({ session: describeSession(claims), expiresAt: fromSeconds(claims.exp) });
  },
});
