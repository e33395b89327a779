import { json, route } from "@/app/_http/route";
import { requireSession } from "@/app/_http/session";
import { findProfile } from "@/lib/accounts/queries";
import { Problem } from "@/lib/shared/errors";

/** GET: 200 {id, email, name, emailVerified, createdAt}, from the database. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: async (exchange) => {
    const profile = await findProfile((await requireSession(exchange)).sub);
    if (!profile) throw new Problem("unauthenticated");
    const { emailVerifiedAt, ...shown } = profile;
    return json({ ...shown, emailVerified: emailVerifiedAt !== null });
  },
});
