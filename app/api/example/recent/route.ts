import { requireRecentSession } from "@/app/_http/recent-session";
import { json, route, seeOther } from "@/app/_http/route";
import { fromSeconds } from "@/lib/shared/time";

const MAX_AGE_SECONDS = 15 * 60;

/** POST: 200 {signedInAt}, or for a form back to its page; 401 when the password was entered longer ago. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: async (exchange) => {
      const { auth_time } = await requireRecentSession(exchange, MAX_AGE_SECONDS);
      // Here you would delete the project, or pay.
      const { kind } = await exchange.body();
      return kind === "form" ? seeOther("/dashboard?done=recent") : json({ signedInAt: fromSeconds(auth_time) });
    },
  },
  { formPage: "/dashboard" },
);
