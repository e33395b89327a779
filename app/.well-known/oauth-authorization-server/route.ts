import { route } from "@/app/_http/route";
import { config } from "@/lib/infra/config";
import { GRANT_TYPES } from "@/lib/shared/grants";
import { SCOPES } from "@/lib/shared/scopes";

const MAX_AGE_SECONDS = 3_600;
const CLIENT_AUTHENTICATION = ["none", "client_secret_basic"];

/** GET: where everything is, for clients that find out by themselves. @see RFC 8414 §2, RFC 8628 §4 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: () => {
    const { appUrl, grants } = config();
    const at = (path: string) => new URL(path, appUrl).href;
    const metadata = {
      issuer: appUrl,
      token_endpoint: at("/api/auth/token"),
      token_endpoint_auth_methods_supported: CLIENT_AUTHENTICATION,
      jwks_uri: at("/.well-known/jwks.json"),
      scopes_supported: SCOPES,
      response_types_supported: [], // there is no authorization endpoint
      grant_types_supported: grants.map((grant) => GRANT_TYPES[grant]),
      ...(grants.includes("device_code") && { device_authorization_endpoint: at("/api/auth/device") }),
      revocation_endpoint: at("/api/auth/revoke"),
      revocation_endpoint_auth_methods_supported: CLIENT_AUTHENTICATION,
      introspection_endpoint: at("/api/auth/introspect"),
      introspection_endpoint_auth_methods_supported: ["client_secret_basic"],
      service_documentation: at("/docs"),
    };
    return new Response(JSON.stringify(metadata), {
      headers: {
        "Content-Type": "application/json",
        "Cache-Control": `public, max-age=${MAX_AGE_SECONDS}`,
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
      },
    });
  },
});
