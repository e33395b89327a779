/** Errors of the token endpoint and its neighbours, with their status. @see RFC 6749 §5.2, RFC 8628 §3.5 */
export const OAUTH_ERRORS = {
  invalid_request: 400,
  invalid_client: 401,
  invalid_grant: 400,
  unauthorized_client: 400,
  unsupported_grant_type: 400,
  invalid_scope: 400,
  authorization_pending: 400,
  slow_down: 400,
  access_denied: 400,
  expired_token: 400,
  server_error: 500,
  temporarily_unavailable: 503,
} as const satisfies Record<string, number>;

export type OAuthErrorCode = keyof typeof OAUTH_ERRORS;

/**
 * A refusal to a program, in the form of OAuth 2.0. For people there is `Problem`.
 * @param description for developers: English, printable ASCII without quotes and backslash
 */
export class OAuthError extends Error {
  override name = "OAuthError";
  readonly code: OAuthErrorCode;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: OAuthErrorCode, description: string, retryAfterSeconds?: number) {
    super(description);
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** By its form, not its class: bundles may load this module more than once. */
export const isOAuthError = (error: unknown): error is OAuthError =>
  error instanceof Error && error.name === "OAuthError" && "code" in error && String(error.code) in OAUTH_ERRORS;
