import { requireCaller } from "@/app/_http/caller";
import { clientOf } from "@/app/_http/client";
import { json, route, seeOther } from "@/app/_http/route";
import { clock } from "@/lib/infra/clock";
import { endOtherSessions } from "@/lib/sessions/end-sessions";

/** POST: 200 {revoked: n}; every session of the user but this one ends. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: async (exchange) => {
      const { sub, sid } = await requireCaller(exchange, "sessions:write");
      const { kind } = await exchange.body();
      const { ip } = clientOf(exchange.request.headers);
      const revoked = await endOtherSessions(sub, sid, clock.now(), ip);
      return kind === "form" ? seeOther(`/account?done=revoked-others&count=${revoked}`) : json({ revoked });
    },
  },
  { formPage: "/account" },
);
