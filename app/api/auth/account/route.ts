import { clientOf } from "@/app/_http/client";
import { json, route, seeOther } from "@/app/_http/route";
import { requireSession } from "@/app/_http/session";
import { clearedTokenCookies } from "@/app/_http/session-cookies";
import { leave } from "@/lib/accounts/leave";
import { clock } from "@/lib/infra/clock";

/** What this browser keeps of the account goes with it. Not "cookies": theme and language are there, and stay. */
const EVERYTHING_KEPT = '"cache", "storage"';

/** DELETE: 200 {eraseAt}; every session has ended, and until then the owner can come back. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    DELETE: async (exchange) => {
      const { sub } = await requireSession(exchange);
      const { kind } = await exchange.body();
      const { ip } = clientOf(exchange.request.headers);
      const eraseAt = await leave(sub, clock.now(), ip);
      exchange.setCookies.push(...clearedTokenCookies());
      const answer = kind === "form" ? seeOther("/login?done=account-left") : json({ eraseAt });
      answer.headers.set("Clear-Site-Data", EVERYTHING_KEPT);
      return answer;
    },
  },
  { formPage: "/account/profile" },
);
