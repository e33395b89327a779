import { requireRecentSession } from "@/app/_http/recent-session";
import { json, route, seeOther } from "@/app/_http/route";
import { fromSeconds } from "@/lib/shared/time";

const MAX_AGE_SECONDS = 15 * 60;

/** POST: 200 {signedInAt}; 401 when it was too long ago. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: async (exchange) => {
      const session = await requireRecentSession(exchange, MAX_AGE_SECONDS);
      // Here you would delete the project, or pay.
      const { kind } = await exchange.body();
      if (kind === "form") return seeOther("/dashboard?done=recent");
      return json({ signedInAt: fromSeconds(session.auth_time) });
    },
  },
  { formPage: "/dashboard" },
);
