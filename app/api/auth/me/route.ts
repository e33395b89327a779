import { describeSession } from "@/app/_http/describe-session";
import { json, route } from "@/app/_http/route";
import { requireSession } from "@/app/_http/session";

/** GET: who is signed in, from the token alone. No query. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: async (exchange) => {
    const claims = await requireSession(exchange);
    return json({ user: { id: claims.sub }, session: describeSession(claims) });
  },
});
