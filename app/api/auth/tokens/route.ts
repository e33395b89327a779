import { clientOf } from "@/app/_http/client";
import type { Exchange } from "@/app/_http/exchange";
import { parseInput } from "@/app/_http/input";
import { json, route, seeOther } from "@/app/_http/route";
import { requireSession } from "@/app/_http/session";
import { newTokenCookie } from "@/app/_http/session-cookies";
import { clock } from "@/lib/infra/clock";
import { listPersonalTokens, makePersonalToken } from "@/lib/programs/personal-tokens";
import { Problem } from "@/lib/shared/errors";
import { personalTokenForm, tokenFormInput } from "@/lib/shared/forms";

async function make(exchange: Exchange): Promise<Response> {
  const { sub: userId, sid: sessionId, scope: held } = await requireSession(exchange);
  const { kind, value } = await exchange.body();
  const now = clock.now();
  const { name, scopes, expiresAt } = parseInput(
    personalTokenForm,
    kind === "form" ? tokenFormInput(value as Record<string, string>, now) : value,
  );
  if (expiresAt && expiresAt <= now) throw new Problem("invalid_input", { fields: { expiresAt: ["expiry_invalid"] } });
  const { ip } = clientOf(exchange.request.headers);
  const made = await makePersonalToken({
    userId,
    sessionId,
    held,
    name,
    scope: scopes,
    expiresAt: expiresAt ?? null,
    now,
    ip,
  });
  if (kind !== "form") return json(made, 201);
  exchange.setCookies.push(newTokenCookie(made.token));
  return seeOther("/account/security?done=token-made#tokens");
}

/**
 * GET: 200 {tokens: [{id, name, scope, createdAt, expiresAt, lastUsedAt, lastIp}]}. POST {name, scopes, expiresAt?}:
 * 201 {id, token}, which is shown this once.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    GET: async (exchange) => {
      const { sub } = await requireSession(exchange);
      return json({ tokens: await listPersonalTokens(sub, clock.now()) });
    },
    POST: make,
  },
  { formPage: "/account/security" },
);
