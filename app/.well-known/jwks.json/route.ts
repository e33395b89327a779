import { route } from "@/app/_http/route";
import { keys } from "@/lib/infra/keys";

/** Verifiers elsewhere may keep the key set this long, in seconds: a new key is published longer before it signs. */
const MAX_AGE_SECONDS = 300;

/** GET: the public keys that access tokens are verified with. @see RFC 7517 §5 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: () =>
    new Response(JSON.stringify(keys().jwks), {
      headers: {
        "Content-Type": "application/jwk-set+json",
        "Cache-Control": `public, max-age=${MAX_AGE_SECONDS}`,
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
      },
    }),
});
