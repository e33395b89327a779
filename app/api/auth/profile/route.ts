import { requireCaller } from "@/app/_http/caller";
import { clientOf } from "@/app/_http/client";
import type { Exchange } from "@/app/_http/exchange";
import { parseInput } from "@/app/_http/input";
import { type FormPage, json, route, seeOther } from "@/app/_http/route";
import { changeName } from "@/lib/accounts/change-name";
import { changeSessionLimit } from "@/lib/accounts/change-session-limit";
import { findProfile } from "@/lib/accounts/queries";
import { clock } from "@/lib/infra/clock";
import { Problem } from "@/lib/shared/errors";
import { profileForm } from "@/lib/shared/forms";

const NAME_PAGE = "/account/profile";
const LIMIT_PAGE = "/account/security";

/** The limit's form says so in its query: a refusal is written where the body may not have been readable. */
const formPage: FormPage = ({ request }) =>
  new URL(request.url).searchParams.get("of") === "limit" ? LIMIT_PAGE : NAME_PAGE;

async function profileAnswer(userId: string): Promise<Response> {
  const profile = await findProfile(userId);
  if (!profile) throw new Problem("unauthenticated");
  const { emailVerifiedAt, ...shown } = profile;
  return json({ ...shown, emailVerified: emailVerifiedAt !== null });
}

async function change(exchange: Exchange): Promise<Response> {
  const { sub: userId, sid: sessionId } = await requireCaller(exchange, "profile:write");
  const { kind, value } = await exchange.body();
  const { name, sessionLimit: limit } = parseInput(profileForm, value);
  const { ip } = clientOf(exchange.request.headers);
  const now = clock.now();
  const isThere =
    (name === undefined || (await changeName(userId, name, now, ip))) &&
    (limit === undefined || (await changeSessionLimit({ userId, sessionId, limit, now, ip })));
  if (!isThere) throw new Problem("unauthenticated");
  if (kind !== "form") return profileAnswer(userId);
  if (limit !== undefined) return seeOther(`${LIMIT_PAGE}?done=${limit ? "limit-saved" : "limit-removed"}`);
  return seeOther(`${NAME_PAGE}?done=${name ? "name-saved" : "name-removed"}`);
}

/**
 * GET: 200 {id, email, name, emailVerified, sessionLimit, createdAt}, from the database. PATCH {name?, sessionLimit?}: the
 * same, changed; a form goes back.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  { GET: async (exchange) => profileAnswer((await requireCaller(exchange, "profile:read")).sub), PATCH: change },
  { formPage },
);
