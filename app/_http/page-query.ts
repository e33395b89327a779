import { cookies } from "next/headers";
import { cookieName } from "@/lib/edge/cookie";
import { config } from "@/lib/infra/config";
import { safeNextPath } from "@/lib/shared/next-path";
import { fieldErrorWords, PROBLEM_WORDS } from "@/lib/shared/words";

export type Query = Record<string, string | string[] | undefined>;

/** One value of a query; of a repeated one, none. */
export const one = (value: string | string[] | undefined): string | null => (typeof value === "string" ? value : null);

/** Own keys only: "constructor" is a code that nobody wrote. */
export const lookUp = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** What a form was refused for, out of the query that the refusal left. Unknown codes say nothing. */
export function readProblem(query: Query): { summary: string | null; fields: Record<string, string[]> } {
  const code = one(query.error);
  if (!code) return { summary: null, fields: {} };
  const known = lookUp(PROBLEM_WORDS, code);
  if (known) return { summary: known.detail, fields: {} };
  const words = fieldErrorWords(config().passwordMinLength);
  const fields: Record<string, string[]> = Object.create(null);
  for (const pair of code.split(",")) {
    const [field = "", fieldCode = ""] = pair.split(":");
    const text = lookUp(words, fieldCode);
    if (text) fields[field] = [...(fields[field] ?? []), text];
  }
  return { summary: Object.keys(fields).length > 0 ? PROBLEM_WORDS.invalid_input.detail : null, fields };
}

/** What was typed into a form that was refused, for a minute; never a password. */
export async function typedFields(): Promise<{ email?: string; name?: string }> {
  const kept = (await cookies()).get(cookieName("typed", config().isSecure));
  if (!kept) return {};
  const fields = new URLSearchParams(Buffer.from(kept.value, "base64url").toString());
  return { email: fields.get("email") ?? undefined, name: fields.get("name") ?? undefined };
}

/** Where to go after the door, and the door's own links with it. */
export function nextOf(query: Query): { next: string | null; withNext: (path: string) => string } {
  const next = safeNextPath(one(query.next));
  return { next, withNext: (path) => (next ? `${path}?${new URLSearchParams({ next })}` : path) };
}
