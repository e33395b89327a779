import { json, route } from "@/app/_http/route";

/** GET: 200 as long as the process answers at all. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  { GET: () => json({ status: "live" }) },
  { isProbe: true },
);
