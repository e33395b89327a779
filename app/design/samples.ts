/** What stands in the components on /design: no text of the product, so not in its catalogue. */
type Sample = { act: string; label: string; name: string; sentence: string };

export const SHORT: Sample = {
  act: "Sign out",
  label: "E-mail",
  name: "Kitchen tablet",
  sentence: "One sentence says what this is, or what went wrong.",
};

export const LONG: Sample = {
  act: "Sign this and all other devices of the account out at once, wherever they are",
  label: "The e-mail address that the account was made with, spelled as it was then",
  name: "W".repeat(80),
  sentence:
    "Pneumonoultramicroscopicsilicovolcanoconiosis, Donaudampfschifffahrtsgesellschaftskapitän and a_file_name_that_has_no_place_to_break_at_all.txt stand in one line, and the line must break all the same.",
};

export const RIGHT_TO_LEFT: Sample = {
  act: "تسجيل الخروج",
  label: "البريد الإلكتروني",
  name: "هاتف العائلة 12",
  sentence: "تقول جملة واحدة ما هذا، أو ما الذي حدث خطأ.",
};

export const CODE = `// A comment, a "string" in it, and code.
import { json } from "@/app/_http/route";

export const answer = async () => json({ ok: true, text: "https://hufu.example" });
`;
