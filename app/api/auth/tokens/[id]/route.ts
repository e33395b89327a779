import { clientOf } from "@/app/_http/client";
import { noContent, route, seeOther } from "@/app/_http/route";
import { requireSession } from "@/app/_http/session";
import { clock } from "@/lib/infra/clock";
import { isRowId } from "@/lib/infra/random-id";
import { endPersonalToken } from "@/lib/programs/personal-tokens";
import { Problem } from "@/lib/shared/errors";

/** DELETE: 204, takes a personal token back; 404 for an unknown one and for someone else's alike. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    DELETE: async (exchange) => {
      const { sub: userId } = await requireSession(exchange);
      const id = String(exchange.params.id);
      const { kind } = await exchange.body();
      const { ip } = clientOf(exchange.request.headers);
      const ending = { userId, id, reason: "revoked" as const, now: clock.now(), ip };
      if (!isRowId(id) || !(await endPersonalToken(ending))) throw new Problem("not_found");
      return kind === "form" ? seeOther("/account/security?done=token-ended") : noContent();
    },
  },
  { formPage: "/account/security" },
);
