/** Every refusal a caller is meant to handle, with its HTTP status. A code that is not here does not compile. */
export const PROBLEMS = {
  malformed: 400,
  two_credentials: 400, // a session's cookie and a bearer token, or two of one kind: which of them is meant?
  token_in_query: 400, // where histories and logs keep it (RFC 9700 §4.3.2)
  unauthenticated: 401,
  invalid_token: 401, // a bearer token that is not good, whatever is wrong with it
  invalid_credentials: 401, // unknown e-mail and wrong password alike
  sign_in_again: 401, // signed in, but too long ago for what was asked
  choice_over: 401, // the ticket of POST /api/auth/sign-in/choose, whatever is wrong with it
  refresh_refused: 401, // whatever was wrong with the token: one answer
  service_unauthenticated: 401, // of routes for other services, which know no cookies
  cross_site: 403,
  insufficient_scope: 403,
  scope_not_granted: 403, // nothing of what was asked for
  not_found: 404, // also when it exists but is someone else's
  user_code_unknown: 404, // of a program that waits
  mail_off: 404, // there is no mail server, so nothing that needs one
  method_not_allowed: 405,
  email_taken: 409,
  email_unverified: 409, // where UNVERIFIED_MAY is nothing
  account_leaving: 409, // its owner has left it, and can come back
  session_limit: 409,
  not_renewable: 409, // by its access token: the session has a refresh token
  too_many_tokens: 409, // of their own has one person
  session_choice: 409, // one of the sessions must go: POST /api/auth/sign-in/choose says which
  link_invalid: 422, // a mailed link or code, whatever is wrong with it
  too_many_requests: 429,
  too_large: 413,
  unsupported_media_type: 415,
  wrong_host: 421,
  invalid_input: 422,
  busy: 503,
  unavailable: 503, // whether a session was revoked cannot be told now, so nobody is let in
  internal: 500,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Codes of what is wrong with each field; their words are in words/. */
export type FieldErrors = Record<string, string[]>;

/** At the limit of sessions: what is chosen among, and by what the choice is made. */
export type SessionChoice = {
  /** Good for five minutes, once, with the device cookie that came with it. */
  ticket: string;
  sessions: readonly object[];
};

export type ProblemDetails = {
  fields?: FieldErrors;
  /** Value of the Retry-After header, in seconds. */
  retryAfterSeconds?: number;
  /** Why the session is over that the request came with; told to people, not to programs. */
  endReason?: string;
  /** How long ago a sign-in may be, where it was longer ago; in seconds. */
  maxAgeSeconds?: number;
  /** What the caller's token would have to be good for. */
  scope?: string;
  /** Until when someone who has left can come back. */
  eraseAt?: Date;
  choice?: SessionChoice;
  /** Value of the Allow header. */
  allow?: string;
};

/**
 * A refusal. Anything else that is thrown is a fault.
 * Compare `code`, not the class: bundles may load this module more than once.
 */
export class Problem extends Error {
  override name = "Problem";
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

export function isProblem(error: unknown): error is Problem {
  return error instanceof Error && error.name === "Problem" && "code" in error && String(error.code) in PROBLEMS;
}
