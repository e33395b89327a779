import { json, route } from "@/app/_http/route";

/** An open route that does nothing: the yardstick of the benchmark. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: () => json({ ok: true }) });
