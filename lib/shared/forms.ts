import { z } from "zod";
import { parseEmailAddress } from "./email-address";

/** What is wrong with a field. The words are in words/. */
export type FieldErrorCode =
  | "required"
  | "email_invalid"
  | "password_too_short"
  | "password_too_long"
  | "password_not_text"
  | "name_too_long"
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

/** What a person may change of their profile; null takes the name away. */
export const profileForm = z.object({ name: name.nullable() });

export const deviceNameForm = z.object({ name: name.nullable() }); // null takes the name away
