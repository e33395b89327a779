import { createRemoteVerifier, type RemoteVerifier } from "../../lib/edge/remote/remote-verifier";

type Environment = { HUFU_URL: string; FEED_TOKEN: string };

/** Kept between requests, and with it what is known of revocations. */
let verifier: RemoteVerifier | undefined;

/** Lets in whoever has a good access token of Hufu's: `Authorization: Bearer`. */
export default {
  async fetch(request: Request, { HUFU_URL, FEED_TOKEN }: Environment): Promise<Response> {
    verifier ??= createRemoteVerifier({ issuer: HUFU_URL, feedToken: FEED_TOKEN });
    const [, token = ""] = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
    const verdict = await verifier.verify(token);
    if (verdict.outcome === "accepted") return Response.json({ user: verdict.claims.sub, session: verdict.claims.sid });
    if (verdict.outcome === "unsure") {
      console.warn(verdict.why);
      return new Response("Try again in a moment.\n", { status: 503, headers: { "Retry-After": "1" } });
    }
    return new Response("Sign in first.\n", { status: 401, headers: { "WWW-Authenticate": "Bearer" } });
  },
};
