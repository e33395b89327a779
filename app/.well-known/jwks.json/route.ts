import { route } from "@/app/_http/route";
import { JWKS_MAX_AGE_SECONDS } from "@/lib/infra/key-ring";
import { keys } from "@/lib/infra/keys";

/** GET: the public keys that access tokens are verified with. @see RFC 7517 §5 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: () =>
    new Response(JSON.stringify(keys().jwks), {
      headers: {
        "Content-Type": "application/jwk-set+json",
        "Cache-Control": `public, max-age=${JWKS_MAX_AGE_SECONDS}`,
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
      },
    }),
});
