import type { ProblemCode } from "../../errors";
import type { FieldErrorCode } from "../../forms";

/** What a field's rule allows, for the words that name it. */
export type FieldLimits = { passwordMin: number; passwordMax: number; nameMax: number; sessionLimitMax: number };

/** Title and detail of each refusal: what happened, and what to do about it. */
const refusals: Record<ProblemCode, { title: string; detail: string }> = {
  user_code_unknown: {
    title: "No program waits with this code",
    detail: "Check the code that the program shows. It is good for ten minutes, and once.",
  },
  not_renewable: {
    title: "Not renewed this way",
    detail: "This session is renewed by its refresh token, at the token endpoint.",
  },
  two_credentials: {
    title: "Two credentials",
    detail: "Send either the cookies of a session or one Authorization header with one bearer token.",
  },
  token_in_query: {
    title: "Token in the address",
    detail:
      "An address is kept in histories and logs. Send the token as Authorization: Bearer, and take this one back.",
  },
  invalid_token: {
    title: "Token not valid",
    detail: "The bearer token is malformed, expired or taken back. Get a new one.",
  },
  insufficient_scope: {
    title: "Not allowed",
    detail: "What you are signed in with is not good for this. The field scope says what is missing.",
  },
  scope_not_granted: { title: "Not granted", detail: "You may have none of the permissions that were asked for." },
  malformed: { title: "Not readable", detail: "The request is not well-formed JSON or form data in UTF-8." },
  unauthenticated: { title: "Not signed in", detail: "Sign in to go on." },
  invalid_credentials: {
    title: "Could not sign in",
    detail: "E-mail and password do not match. Check both and try again.",
  },
  sign_in_again: {
    title: "Sign in again",
    detail: "You signed in some time ago, and this needs a sign-in of the last minutes. Sign in again, then repeat it.",
  },
  refresh_refused: { title: "Session not renewed", detail: "Sign in again." },
  service_unauthenticated: {
    title: "Not authorised",
    detail: "Send the token of this service as Authorization: Bearer.",
  },
  cross_site: {
    title: "Refused",
    detail: "This request does not come from our own pages. Open the page again and repeat what you did.",
  },
  not_found: { title: "Not found", detail: "There is nothing here by this name." },
  method_not_allowed: { title: "Method not allowed", detail: "The Allow header says which methods work here." },
  email_taken: {
    title: "This address has an account",
    detail: "This address has an account already. Sign in with it, or use another address.",
  },
  email_unverified: {
    title: "Confirm your address first",
    detail: "Your address is not confirmed yet. We have sent you a mail with a link and a code for that.",
  },
  account_leaving: {
    title: "You have left",
    detail: "You have left this account. Within 14 days of leaving you can come back; then it is erased.",
  },
  too_large: { title: "Too large", detail: "A request body may have 16 kB." },
  too_many_tokens: {
    title: "Too many tokens",
    detail: "You have as many tokens as you may. Take one back that is not used any more, then try again.",
  },
  session_limit: {
    title: "Too many devices",
    detail:
      "You are signed in on as many devices as you may be. Sign one of them out, then try again. If you can reach none of them, choose a new password by mail: that signs all of them out.",
  },
  session_choice: {
    title: "Choose a device to sign out",
    detail: "You are signed in on as many devices as you may be. Choose the one that is signed out for this one.",
  },
  choice_over: {
    title: "Sign in once more",
    detail: "You had five minutes to choose a device, in the browser that asked. Sign in again to choose.",
  },
  link_invalid: {
    title: "This link does not work any more",
    detail:
      "This link or code is mistyped, used, too old, or replaced by a newer one. Check the code, or ask for a new mail.",
  },
  too_many_requests: {
    title: "Too often",
    detail: "You have asked for this several times within an hour. Try again later.",
  },
  mail_off: { title: "Mail is off", detail: "This server sends no mails, so this cannot be done here." },
  unsupported_media_type: {
    title: "Unsupported content type",
    detail: "Send application/json or application/x-www-form-urlencoded.",
  },
  wrong_host: { title: "Wrong host", detail: "This server does not answer under this name." },
  invalid_input: { title: "Please check your input", detail: "Some fields need another value." },
  busy: { title: "Too busy", detail: "The server is busy. Try again in a few seconds." },
  unavailable: {
    title: "Cannot check your session",
    detail: "The server cannot tell at this moment whether you are still signed in. Try again in a few seconds.",
  },
  internal: { title: "Something went wrong", detail: "The fault is ours and has been noted. Try again." },
};

/** What is wrong with a field, and the rule it breaks. */
const fields: Record<FieldErrorCode, (limits: FieldLimits) => string> = {
  required: () => "Fill in this field.",
  email_invalid: () => "Enter an e-mail address such as name@example.com.",
  email_unchanged: () => "This is your address already.",
  password_too_short: ({ passwordMin }) => `Use at least ${passwordMin} characters. A few unrelated words are fine.`,
  password_too_long: ({ passwordMax }) => `Use at most ${passwordMax} characters.`,
  password_not_text: () => "This contains half a character. Type it again.",
  password_wrong: () => "This is not your current password.",
  code_invalid: () => "A code has ten letters and digits.",
  name_too_long: ({ nameMax }) => `Use at most ${nameMax} characters.`,
  session_limit_invalid: ({ sessionLimitMax }) =>
    `Enter a whole number from 1 to ${sessionLimitMax}, or leave the field empty.`,
  scope_missing: () => "Choose at least one thing that it may do.",
  expiry_invalid: () => "Choose a moment in the future.",
  not_allowed: () => "This value does not work here.",
};

export const problems = { refusals, fields };
