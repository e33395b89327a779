import { toProblem } from "@/app/_http/problem-response";
import { API_CONTENT_SECURITY_POLICY } from "@/lib/edge/content-security-policy";
import type { ProblemCode } from "@/lib/shared/errors";
import { isOAuthError, OAUTH_ERRORS, OAuthError, type OAuthErrorCode } from "@/lib/shared/oauth-error";

/** What our own refusals mean to a program that speaks OAuth 2.0. Those that are not here are about HTTP, not about tokens. */
const MEANINGS: Readonly<Partial<Record<ProblemCode, [OAuthErrorCode, string]>>> = {
  malformed: [
    "invalid_request",
    "The request is not readable: form data in UTF-8, each parameter once; Basic in base64.",
  ],
  unsupported_media_type: ["invalid_request", "Send the parameters as application/x-www-form-urlencoded."],
  too_large: ["invalid_request", "A request body may have 16 kB."],
  two_credentials: ["invalid_request", "Authenticate in one way alone."],
  invalid_credentials: ["invalid_grant", "E-mail and password do not match."],
  email_unverified: ["invalid_grant", "The address of this account is to be confirmed first. A mail is on its way."],
  account_leaving: ["invalid_grant", "The owner of this account has left it."],
  session_limit: ["invalid_grant", "There are as many devices signed in as there may be. Sign one out first."],
  session_choice: ["invalid_grant", "There are as many devices signed in as there may be. Sign one out first."],
  scope_not_granted: ["invalid_scope", "The person has none of these permissions."],
  too_many_requests: ["temporarily_unavailable", "Too many requests. Wait for the time that Retry-After says."],
  busy: ["temporarily_unavailable", "The server is busy. Try again in a few seconds."],
  unavailable: ["temporarily_unavailable", "Sessions cannot be checked at this moment. Try again in a few seconds."],
  internal: ["server_error", "The fault is ours and has been noted."],
};

/** What was thrown, in the words of OAuth 2.0; null where those have none for it. */
function toOAuthError(error: unknown): { refusal: OAuthError; status: number } | null {
  if (isOAuthError(error)) return { refusal: error, status: OAUTH_ERRORS[error.code] };
  const problem = toProblem(error); // a fault is noted there
  const meaning = MEANINGS[problem.code];
  if (!meaning) return null;
  const [code, description] = meaning;
  const status = problem.code === "too_many_requests" ? 429 : OAUTH_ERRORS[code];
  return { refusal: new OAuthError(code, description, problem.details.retryAfterSeconds), status };
}

/**
 * The answer to a program whose request was refused; null where it is refused as any other request.
 * @see RFC 6749 §5.2
 */
export function oauthRefusal(error: unknown): Response | null {
  const found = toOAuthError(error);
  if (!found) return null;
  const { refusal, status } = found;
  const headers = new Headers({
    "Content-Type": "application/json",
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": API_CONTENT_SECURITY_POLICY,
  });
  if (refusal.code === "invalid_client") headers.set("WWW-Authenticate", 'Basic realm="hufu", charset="UTF-8"');
  if (refusal.retryAfterSeconds) headers.set("Retry-After", String(refusal.retryAfterSeconds));
  return new Response(JSON.stringify({ error: refusal.code, error_description: refusal.message }), { status, headers });
}
