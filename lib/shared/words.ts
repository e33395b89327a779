import type { ProblemCode } from "./errors";
import { type FieldErrorCode, PASSWORD_MAX_CODE_POINTS } from "./forms";

/** Title and detail of each refusal: what happened, and what to do about it. */
export const PROBLEM_WORDS: Record<ProblemCode, { title: string; detail: string }> = {
  malformed: { title: "Not readable", detail: "The request is not well-formed JSON or form data in UTF-8." },
  unauthenticated: { title: "Not signed in", detail: "Sign in to go on." },
  invalid_credentials: {
    title: "Could not sign in",
    detail: "E-mail and password do not match. Check both and try again.",
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
  too_large: { title: "Too large", detail: "A request body may have 16 kB." },
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
export const fieldErrorWords = (passwordMinLength: number): Record<FieldErrorCode, string> => ({
  required: "Fill in this field.",
  email_invalid: "Enter an e-mail address such as name@example.com.",
  password_too_short: `Use at least ${passwordMinLength} characters. A few words in a row are fine.`,
  password_too_long: `Use at most ${PASSWORD_MAX_CODE_POINTS} characters.`,
  password_not_text: "This contains half a character. Type it again.",
  name_too_long: "Use at most 100 characters.",
  not_allowed: "This value does not work here.",
});

/** Why a session ended, beside it in the list. An older version's reason may be missing here. */
export const END_REASON_WORDS: Readonly<Record<string, string>> = {
  "signed-out": "Signed out on the device itself",
  revoked: "Signed out from another device",
  "revoked-others": "Signed out together with the other devices",
  "revoked-all": "Signed out everywhere",
  replaced: "Another sign-in on the same device",
  limit: "Too many devices were signed in",
  idle: "Not used for too long",
  expired: "Its time was over",
  "password-changed": "The password was changed",
  "password-reset": "The password was reset",
  "email-changed": "The e-mail address was changed",
  "factor-added": "A second factor was added",
  "reuse-detected": "A copied token was used: someone else may have had it",
  reported: "Reported as not you",
  admin: "Ended by an administrator",
};

/** What someone is told at the door whose session ended. */
export const ENDED_WORDS: Readonly<Record<string, string>> = {
  replaced: "Someone signed in anew on this device. Sign in to go on.",
  limit: "Too many devices were signed in, so this one was signed out. Sign in to go on.",
  "password-changed": "The password was changed, so this device was signed out. Sign in with the new one.",
  "password-reset": "The password was reset, so this device was signed out. Sign in with the new one.",
  "email-changed": "The e-mail address was changed, so this device was signed out. Sign in with the new one.",
  "factor-added": "A second factor was added, so this device was signed out. Sign in to go on.",
  reported: "This session was reported as someone else's, so it was ended. Sign in to go on.",
  admin: "An administrator ended this session. Sign in to go on.",
  revoked: "This device was signed out from another one. Sign in to go on.",
  "revoked-others": "This device was signed out from another one. Sign in to go on.",
  "revoked-all": "You were signed out everywhere. Sign in to go on.",
  "signed-out": "You have signed out. Sign in to go on.",
  idle: "You were away for a long time. Sign in to go on.",
  expired: "Your session was over. Sign in to go on.",
  "reuse-detected":
    "A copy of this session was used somewhere else, so it was ended. Sign in, look through your devices, and change your password if you do not know why.",
};

/** "1 device was", "3 devices were". */
export const devicesWere = (count: number): string => (count === 1 ? "1 device was" : `${count} devices were`);
