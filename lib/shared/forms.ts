import { z } from "zod";
import { parseEmailAddress } from "./email-address";
import { PERMISSIONS, PROGRAM_SCOPES } from "./scopes";

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
  | "scope_missing"
  | "expiry_invalid"
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

/** Without blanks around it, without what is no text or would turn the text around it, in one spelling. */
const plainText = (value: string) =>
  value
    .replace(/[\p{Cc}\p{Surrogate}\p{Bidi_Control}]/gu, "")
    .trim()
    .normalize("NFC");

/** A name or nothing. Blanks around it are dropped, and so is what is no text or would turn the text around it. */
const name = text
  .max(MAX_TYPED_NAME_LENGTH, { error: "name_too_long", abort: true })
  .transform(plainText)
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

/** A personal access token. A form says the same by a tick for each scope and a number of days: `tokenFormInput`. */
export const personalTokenForm = z.object({
  name: z
    .string(code("required"))
    .max(MAX_TYPED_NAME_LENGTH, { error: "name_too_long", abort: true })
    .transform(plainText)
    .refine((value) => VISIBLE.test(value), code("required"))
    .refine((value) => codePoints(value) <= NAME_MAX_LENGTH, code("name_too_long")),
  scopes: z
    .array(z.enum([...PROGRAM_SCOPES, ...PERMISSIONS], code("not_allowed")), code("scope_missing"))
    .min(1, code("scope_missing")),
  expiresAt: z.iso
    .datetime(code("expiry_invalid"))
    .transform((text) => new Date(text))
    .nullable()
    .optional(),
});

/** Days for which a form offers to make a token good; 0: until it is taken back. */
export const TOKEN_DAYS = [7, 30, 90, 365, 0] as const;
const DAY_MS = 86_400_000;

/** What the fields of a form mean, as JSON would say it. */
export function tokenFormInput(fields: Readonly<Record<string, string | undefined>>, now: Date): unknown {
  const scopes = [...PROGRAM_SCOPES, ...PERMISSIONS].filter((scope) => fields[`scope:${scope}`] === "on");
  const days = TOKEN_DAYS.find((known) => String(known) === fields.days);
  const expiresAt = days ? new Date(now.getTime() + days * DAY_MS).toISOString() : null;
  return { name: fields.name, scopes, expiresAt: days === undefined ? "" : expiresAt };
}

/** Whether a program that waits is let in: by the code that it shows. A form's button says `true` or `false`. */
export const decisionForm = z.object({
  user_code: text.trim().min(1, code("required")).max(40, code("not_allowed")),
  allow: z.preprocess(
    (value) => (value === "true" ? true : value === "false" ? false : value),
    z.boolean(code("not_allowed")),
  ),
});

const shortCode = text.trim().min(1, code("required")).max(20, code("code_invalid"));
const byToken = { token: linkToken };
const byCode = { email, code: shortCode };

/** What a mailed link is presented by: the token that it carries, or the code beside it with the address that it came to. */
export const mailedForms = <Fields extends z.ZodRawShape>(fields: Fields) => ({
  byToken: z.object({ ...byToken, ...fields }),
  byCode: z.object({ ...byCode, ...fields }),
});

/** Which of the two was meant. @param fields what the act needs beside it */
export function mailedForm<Fields extends z.ZodRawShape>(value: unknown, fields: Fields) {
  const forms = mailedForms(fields);
  return typeof value === "object" && value !== null && "token" in value ? forms.byToken : forms.byCode;
}

export const emailForm = z.object({ email });
export { newPassword };
