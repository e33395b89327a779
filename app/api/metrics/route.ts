import { route } from "@/app/_http/route";
import { metricsText } from "@/lib/infra/metrics";

/** GET: figures in Prometheus' text format. No name, id or address is among them. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    GET: async () => {
      const { text, contentType } = await metricsText();
      return new Response(text, { headers: { "Content-Type": contentType, "Cache-Control": "no-store" } });
    },
  },
  { isProbe: true },
);
