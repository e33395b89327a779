import { requireCaller } from "@/app/_http/caller";
import { describeSession } from "@/app/_http/describe-session";
import { json, route } from "@/app/_http/route";

/** GET: who is signed in, from the token alone. No query, but for a personal access token. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: async (exchange) => {
    const caller = await requireCaller(exchange, null);
    return json({ user: { id: caller.sub }, session: describeSession(caller) });
  },
});
