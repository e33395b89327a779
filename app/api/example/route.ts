import { json, route } from "@/app/_http/route";
import { requireSession } from "@/app/_http/session";
import { fromSeconds } from "@/lib/shared/time";

/** GET: 200 {userId, signedInAt}; 401 without a session. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: async (exchange) => {
    const { sub, auth_time } = await requireSession(exchange);
    return json({ userId: sub, signedInAt: fromSeconds(auth_time) });
  },
});
