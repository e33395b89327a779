import type { Exchange } from "@/app/_http/exchange";
import { json } from "@/app/_http/route";
import { deviceCookie, tokenCookies } from "@/app/_http/session-cookies";
import { config } from "@/lib/infra/config";
import type { OAuthClient } from "@/lib/infra/oauth-clients";
import type { IssuedTokens } from "@/lib/sessions/issue-tokens";
import { toSeconds } from "@/lib/shared/time";
import { applied, type Delivery } from "./delivery";

/** What a program is told of its tokens besides them. @see RFC 6749 §5.1 */
const describe = ({ claims }: IssuedTokens, now: Date) => ({
  token_type: "Bearer",
  expires_in: Math.max(0, claims.exp - toSeconds(now)),
  scope: claims.scope,
});

/** Tokens for a program: in the body, or where it prefers that the access token in a header, as it will send it itself. */
export function tokenAnswer(
  tokens: IssuedTokens,
  { delivery, hasRefreshToken, now }: { delivery: Delivery; hasRefreshToken: boolean; now: Date },
): Response {
  const refresh = hasRefreshToken ? { refresh_token: tokens.refreshToken } : {};
  if (delivery !== "header") {
    return noStore(json({ access_token: tokens.accessToken, ...describe(tokens, now), ...refresh }));
  }
  const answer = noStore(json({ ...describe(tokens, now), ...refresh }));
  answer.headers.set("Authorization", `Bearer ${tokens.accessToken}`);
  answer.headers.set("Preference-Applied", applied(delivery));
  return answer;
}

/** Tokens for a program that keeps cookies, as a browser does: nothing of them is in the body. */
export function cookieAnswer(
  { setCookies }: Exchange,
  opened: IssuedTokens & { deviceCookie: string },
  now: Date,
): Response {
  setCookies.push(...tokenCookies(opened, now), deviceCookie(opened.deviceCookie));
  const { expires_in, scope } = describe(opened, now);
  const answer = noStore(json({ expires_in, scope }));
  answer.headers.set("Preference-Applied", applied("cookie"));
  return answer;
}

/** What clients of HTTP/1.0 times understand; the RFC asks for it. */
function noStore(answer: Response): Response {
  answer.headers.set("Pragma", "no-cache");
  return answer;
}

/** Whether sessions of a client are renewed by a refresh token, unless it asks for another way. */
export const mayRefresh = ({ grants }: OAuthClient): boolean =>
  grants.includes("refresh_token") && config().grants.includes("refresh_token");
