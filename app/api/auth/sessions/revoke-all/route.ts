import { requireCaller } from "@/app/_http/caller";
import { clientOf } from "@/app/_http/client";
import { json, route, seeOther } from "@/app/_http/route";
import { clearedTokenCookies } from "@/app/_http/session-cookies";
import { clock } from "@/lib/infra/clock";
import { endAllSessions } from "@/lib/sessions/end-sessions";

/** POST: 200 {revoked: n}; every session of the user ends, this one too. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: async (exchange) => {
      const { sub } = await requireCaller(exchange, "sessions:write");
      const { kind } = await exchange.body();
      const { ip } = clientOf(exchange.request.headers);
      const revoked = await endAllSessions(sub, "revoked-all", clock.now(), ip);
      exchange.setCookies.push(...clearedTokenCookies());
      return kind === "form" ? seeOther(`/login?done=revoked-all&count=${revoked}`) : json({ revoked });
    },
  },
  { formPage: "/account" },
);
