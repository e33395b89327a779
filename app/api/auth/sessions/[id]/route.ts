import { requireCaller } from "@/app/_http/caller";
import { clientOf } from "@/app/_http/client";
import type { Exchange } from "@/app/_http/exchange";
import { parseInput } from "@/app/_http/input";
import { type FormPage, json, noContent, route, seeOther } from "@/app/_http/route";
import { clearedTokenCookies } from "@/app/_http/session-cookies";
import { clock } from "@/lib/infra/clock";
import { isRowId } from "@/lib/infra/random-id";
import { endSession } from "@/lib/sessions/end-sessions";
import { nameDevice } from "@/lib/sessions/name-device";
import { Problem } from "@/lib/shared/errors";
import { deviceNameForm } from "@/lib/shared/forms";

/** @throws Problem `not_found` for what no session can be called */
function sessionId({ params }: Exchange): string {
  const id = String(params.id);
  if (!isRowId(id)) throw new Problem("not_found");
  return id;
}

/** A name that was refused is mended where it was typed: in the sheet of its device, if there is one. */
const formPage: FormPage = ({ params }, method, { code }) =>
  method === "PATCH" && code !== "not_found" && isRowId(String(params.id))
    ? `/account?device=${params.id}`
    : "/account";

/**
 * PATCH {name}: 200 {id, name}, names the session's device. DELETE: 204, ends the session. 404 for an unknown id and
 * for someone else's alike. A form posts with `_method` and goes back to the list, or
 * to the device in it whose name it was about.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    PATCH: async (exchange) => {
      const { sub } = await requireCaller(exchange, "sessions:write");
      const id = sessionId(exchange);
      const { kind, value } = await exchange.body();
      const { name } = parseInput(deviceNameForm, value);
      const { ip } = clientOf(exchange.request.headers);
      if (!(await nameDevice(sub, id, name, clock.now(), ip))) throw new Problem("not_found");
      return kind === "form"
        ? seeOther(`/account?device=${id}&done=${name ? "named" : "unnamed"}`)
        : json({ id, name });
    },
    DELETE: async (exchange) => {
      const { sub, sid } = await requireCaller(exchange, "sessions:write");
      const id = sessionId(exchange);
      const { kind } = await exchange.body();
      const isOwn = id === sid;
      const { ip } = clientOf(exchange.request.headers);
      if (!(await endSession(sub, id, isOwn ? "signed-out" : "revoked", clock.now(), ip)))
        throw new Problem("not_found");
      if (isOwn) exchange.setCookies.push(...clearedTokenCookies());
      if (kind !== "form") return noContent();
      return seeOther(isOwn ? "/login?done=signed-out" : "/account?done=revoked");
    },
  },
  { formPage },
);
