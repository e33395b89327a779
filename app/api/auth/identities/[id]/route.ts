import { clientOf } from "@/app/_http/client";
import { noContent, route, seeOther } from "@/app/_http/route";
import { requireSession } from "@/app/_http/session";
import { clock } from "@/lib/infra/clock";
import { isRowId } from "@/lib/infra/random-id";
import { unlinkIdentity } from "@/lib/programs/external-identities";
import { Problem } from "@/lib/shared/errors";

/** DELETE: 204, an identity from elsewhere lets nobody in any more; 404 for an unknown one and for someone else's alike. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    DELETE: async (exchange) => {
      const { sub: userId } = await requireSession(exchange);
      const id = String(exchange.params.id);
      const { kind } = await exchange.body();
      const { ip } = clientOf(exchange.request.headers);
      if (!isRowId(id) || !(await unlinkIdentity(id, { userId, now: clock.now(), ip }))) throw new Problem("not_found");
      return kind === "form" ? seeOther("/account/security?done=unlinked") : noContent();
    },
  },
  { formPage: "/account/security" },
);
