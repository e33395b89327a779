import { z } from "zod";
import { parseEmailAddress } from "./email-address";

/** What is wrong with a field. The words are in words/. */
export type FieldErrorCode =
  | "required"
  | "email_invalid"
  | "email_unchanged"
  | "password_too_short"
  | "password_too_long"
  | "password_not_text"
  | "password_wrong"
  | "code_invalid"
  | "name_too_long"
  | "session_limit_invalid"
  | "not_allowed";

export const PASSWORD_MAX_CODE_POINTS = 256;
export const NAME_MAX_LENGTH = 100;
/** Before Unicode's forms are made one, which takes time by the square of what is piled up on a letter. */
const MAX_TYPED_NAME_LENGTH = 10 * NAME_MAX_LENGTH;

const code = (error: FieldErrorCode) => ({ error });
const text = z.string(code("required"));
/** Unicode strings count in code points, not in UTF-16 units: "🐯" is one character. */
const codePoints = (value: string) => [...value].length;

const email = text.transform((value, context) => {
  const parsed = parseEmailAddress(value);
  if (parsed) return parsed;
  context.addIssue({ code: "custom", message: value.trim() === "" ? "required" : "email_invalid" });
  return z.NEVER;
});

/** A half of a surrogate pair is no character, and would be hashed as another. */
const wellFormed = (value: string) => !/\p{Surrogate}/u.test(value);

const newPassword = (minLength: number) =>
  text
    .refine(wellFormed, code("password_not_text"))
    .refine((value) => codePoints(value) >= minLength, code("password_too_short"))
    .refine((value) => codePoints(value) <= PASSWORD_MAX_CODE_POINTS, code("password_too_long"));

/** At sign-in only what no account can have is refused: which rule held when it was made is nobody's business. */
const presentedPassword = text
  .min(1, code("required"))
  .refine(wellFormed, code("password_not_text"))
  .refine((value) => codePoints(value) <= PASSWORD_MAX_CODE_POINTS, code("password_too_long"));

/** What can be seen of a text; blanks and joiners alone name nothing. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** A name or nothing. Blanks around it are dropped, and so is what is no text or would turn the text around it. */
const name = text
  .max(MAX_TYPED_NAME_LENGTH, { error: "name_too_long", abort: true })
  .transform((value) =>
    value
      .replace(/[\p{Cc}\p{Surrogate}\p{Bidi_Control}]/gu, "")
      .trim()
      .normalize("NFC"),
  )
  .refine((value) => codePoints(value) <= NAME_MAX_LENGTH, code("name_too_long"))
  .transform((value) => (VISIBLE.test(value) ? value : null));

/** A checkbox says "on" when it is ticked and nothing when it is not. */
const checkbox = z.preprocess((value) => value === "on" || value, z.boolean(code("not_allowed"))).optional();
const next = z.string(code("not_allowed")).optional();

export const signUpForm = (passwordMinLength: number) =>
  z.object({ email, password: newPassword(passwordMinLength), name: name.optional(), next });

export const signInForm = z.object({ email, password: presentedPassword, remember: checkbox, next });

/** A token of a mailed link: 256 bits in base64url. What looks otherwise is none. */
const linkToken = z.string(code("required")).max(100, code("not_allowed"));

/** Which session ends for a new one. The ticket is in a cookie where a form asks. */
export const choiceForm = z.object({ ticket: linkToken.optional(), end: text.min(1, code("required")), next });

/** The most that a person can set as a limit of their own. */
export const SESSION_LIMIT_MAX = 1_000;

/** A form has nothing but text: digits are a number there, and an empty field is none. */
const sessionLimit = z.preprocess((value) => {
  if (typeof value !== "string") return value;
  const typed = value.trim();
  if (typed === "") return null;
  return /^\d{1,9}$/.test(typed) ? Number(typed) : value;
}, z
  .int(code("session_limit_invalid"))
  .min(1, code("session_limit_invalid"))
  .max(SESSION_LIMIT_MAX, code("session_limit_invalid"))
  .nullable());

/** What a person may change of their profile, one of it or both; null takes the name or the limit away. */
export const profileForm = z
  .object({ name: name.nullable().optional(), sessionLimit: sessionLimit.optional() })
  .refine(({ name, sessionLimit }) => name !== undefined || sessionLimit !== undefined, {
    path: ["name"],
    ...code("required"),
  });

/** A change of the password by who knows the present one. */
export const changePasswordForm = (passwordMinLength: number) =>
  z.object({ current: presentedPassword, password: newPassword(passwordMinLength) });

export const deviceNameForm = z.object({ name: name.nullable() }); // null takes the name away

const shortCode = text.trim().min(1, code("required")).max(20, code("code_invalid"));
const byToken = { token: linkToken };
const byCode = { email, code: shortCode };

/**
 * What is presented for a mailed link: the token that it carries, or the code beside it with the address that it came to.
 * `fields` are what the act needs beside it.
 */
export const mailedForm = <Fields extends z.ZodRawShape>(value: unknown, fields: Fields) =>
  typeof value === "object" && value !== null && "token" in value
    ? z.object({ ...byToken, ...fields })
    : z.object({ ...byCode, ...fields });

export const emailForm = z.object({ email });
export { newPassword };
