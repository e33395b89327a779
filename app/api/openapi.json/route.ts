import { json, route } from "@/app/_http/route";
import { openApiDocument } from "@/app/_openapi/document";
import { processWide } from "@/lib/shared/process-wide";

/** GET: the description of this API, in OpenAPI 3.1. It says nothing that depends on who asks. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: () => json(processWide("openapi", openApiDocument)),
});
