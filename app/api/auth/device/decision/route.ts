import { clientOf } from "@/app/_http/client";
import { parseInput } from "@/app/_http/input";
import { json, route, seeOther } from "@/app/_http/route";
import { requireSession } from "@/app/_http/session";
import { waitingProgram } from "@/app/_http/waiting-program";
import { clock } from "@/lib/infra/clock";
import { decide } from "@/lib/programs/device-grants";
import { Problem } from "@/lib/shared/errors";
import { decisionForm } from "@/lib/shared/forms";
import { fromSeconds } from "@/lib/shared/time";

/**
 * POST {user_code, allow}: 200 {allowed}; the program that waits with this code is let in, or turned away. 404 for a code
 * that nobody waits with; 429 after ten of those.
 * @see RFC 8628 §3.3
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: async (exchange) => {
      const { sub: userId, sid: sessionId, auth_time, scope: held } = await requireSession(exchange);
      const { kind, value } = await exchange.body();
      const { user_code, allow } = parseInput(decisionForm, value);
      const now = clock.now();
      const program = await waitingProgram(userId, user_code, now);
      const { ip } = clientOf(exchange.request.headers);
      const decision = { userId, sessionId, held, authTime: fromSeconds(auth_time), allow, now, ip };
      const isDecided = program && (await decide(program, decision));
      if (!isDecided) throw new Problem("user_code_unknown");
      return kind === "form" ? seeOther(`/device?done=${allow ? "allowed" : "denied"}`) : json({ allowed: allow });
    },
  },
  { formPage: "/device" },
);
