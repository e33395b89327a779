import { createHash, timingSafeEqual } from "node:crypto";
import { Problem } from "@/lib/shared/errors";

const digest = (text: string) => createHash("sha256").update(text).digest();

/**
 * The lock of routes for other services: `Authorization: Bearer` and a token from the configuration. Cookies count for nothing.
 * @throws Problem `not_found` where no token is configured, `service_unauthenticated`
 * @see RFC 6750 §2.1
 */
export function requireServiceToken(request: Request, configured: string | undefined): void {
  if (!configured) throw new Problem("not_found");
  const [, presented = ""] = /^Bearer +([\w.~+/-]+=*)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  // Hashed first: of equal length, and compared in a time that tells nothing.
  if (!timingSafeEqual(digest(presented), digest(configured))) throw new Problem("service_unauthenticated");
}
