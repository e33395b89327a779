import { cookies } from "next/headers";
import { cookieName } from "@/lib/edge/cookie";
import { config } from "@/lib/infra/config";
import { lookUp } from "@/lib/shared/look-up";
import { safeNextPath } from "@/lib/shared/next-path";
import type { Words } from "@/lib/shared/words/words";
import { fieldLimits } from "./field-limits";

export type Query = Record<string, string | string[] | undefined>;

/** One value of a query; of a repeated one, none. */
export const one = (value: string | string[] | undefined): string | null => (typeof value === "string" ? value : null);

/** How many a form's act concerned; null where nobody said it as we do. */
export function countOf({ count }: Query): number | null {
  const text = one(count);
  return text && /^\d{1,6}$/.test(text) ? Number(text) : null;
}

export type ReadProblem = {
  summary: string | null;
  fields: Record<string, string[]>;
  /** Whether the reader was told, and only the fields still say so: a page that is made anew meanwhile keeps that. */
  isSaid: boolean;
};

/** What a form was refused for, out of the query that the refusal left. Unknown codes say nothing. */
export function readProblem(query: Query, { problems }: Words): ReadProblem {
  const isSaid = query.error === undefined;
  const code = one(isSaid ? query.fault : query.error);
  if (!code) return { summary: null, fields: {}, isSaid };
  const known = lookUp(problems.refusals, code);
  if (known) return { summary: known.detail, fields: {}, isSaid };
  const limits = fieldLimits();
  const fields: Record<string, string[]> = Object.create(null);
  for (const pair of code.split(",")) {
    const [field = "", fieldCode = ""] = pair.split(":");
    const text = lookUp(problems.fields, fieldCode)?.(limits);
    if (text && !fields[field]?.includes(text)) fields[field] = [...(fields[field] ?? []), text];
  }
  return { summary: Object.keys(fields).length > 0 ? problems.refusals.invalid_input.detail : null, fields, isSaid };
}

/** What was typed into the form whose refusal the query tells of, or the mail that it has sent, for a minute; never a password. */
export async function typedFields(query: Query): Promise<Readonly<Record<string, string>>> {
  if (!query.error && !query.fault && one(query.done) !== "sent") return {};
  const kept = (await cookies()).get(cookieName("typed", config().isSecure));
  if (!kept) return {};
  return Object.fromEntries(new URLSearchParams(Buffer.from(kept.value, "base64url").toString()));
}

/** Where to go after the door, and the door's own links with it. */
export function nextOf(query: Query): { next: string | null; withNext: (path: string) => string } {
  const next = safeNextPath(one(query.next));
  return { next, withNext: (path) => (next ? `${path}?${new URLSearchParams({ next })}` : path) };
}
