import { clientOf } from "@/app/_http/client";
import type { Exchange } from "@/app/_http/exchange";
import { parseInput } from "@/app/_http/input";
import { json, route, seeOther } from "@/app/_http/route";
import { requireSession } from "@/app/_http/session";
import { changeName } from "@/lib/accounts/change-name";
import { findProfile } from "@/lib/accounts/queries";
import { clock } from "@/lib/infra/clock";
import { Problem } from "@/lib/shared/errors";
import { profileForm } from "@/lib/shared/forms";

const PAGE = "/account/profile";

async function profileAnswer(userId: string): Promise<Response> {
  const profile = await findProfile(userId);
  if (!profile) throw new Problem("unauthenticated");
  const { emailVerifiedAt, ...shown } = profile;
  return json({ ...shown, emailVerified: emailVerifiedAt !== null });
}

async function rename(exchange: Exchange): Promise<Response> {
  const { sub } = await requireSession(exchange);
  const { kind, value } = await exchange.body();
  const { name } = parseInput(profileForm, value);
  const { ip } = clientOf(exchange.request.headers);
  if (!(await changeName(sub, name, clock.now(), ip))) throw new Problem("unauthenticated");
  return kind === "form" ? seeOther(`${PAGE}?done=${name ? "name-saved" : "name-removed"}`) : profileAnswer(sub);
}

/** GET: 200 {id, email, name, emailVerified, createdAt}, from the database. PATCH {name}: the same, changed; a form goes back. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  { GET: async (exchange) => profileAnswer((await requireSession(exchange)).sub), PATCH: rename },
  { formPage: PAGE },
);
