import { cookieName, readCookie, serializeCookie } from "@/lib/edge/cookie";
import { config } from "@/lib/infra/config";
import type { Problem } from "@/lib/shared/errors";
import { safeNextPath } from "@/lib/shared/next-path";
import type { Exchange } from "./exchange";
import { problemHeaders } from "./problem-response";

const TYPED_SECONDS = 60;
const MAX_TYPED_LENGTH = 254;
/** What a form shows again after a refusal. Never a password. */
const KEPT_FIELDS = ["email", "name", "days"];
/** Ticks that begin so are kept too: a form would forget them. */
const KEPT_TICKS = "scope:";

/** What of a form's fields is shown again. */
const keptNames = (fields: Record<string, string | undefined>): string[] => [
  ...KEPT_FIELDS,
  ...Object.keys(fields).filter((name) => name.startsWith(KEPT_TICKS)),
];

/** What went wrong, as it travels in a query: one code, or `field:code` pairs. Never anything that was typed. */
export function problemCodes({ code, details }: Problem): string {
  if (!details.fields) return code;
  return Object.entries(details.fields)
    .flatMap(([field, codes]) => codes.map((fieldCode) => `${field}:${fieldCode}`))
    .join(",");
}

/** What was typed, for a form to show it again: in a cookie, for a URL is kept in histories and logs. */
export function typedCookie(fields: Record<string, string | undefined>): string {
  const { isSecure } = config();
  const kept = new URLSearchParams();
  for (const field of keptNames(fields)) if (fields[field]) kept.set(field, fields[field].slice(0, MAX_TYPED_LENGTH));
  const value = Buffer.from(kept.toString()).toString("base64url");
  return serializeCookie(cookieName("typed", isSecure), value, isSecure, TYPED_SECONDS);
}

/** Takes the cookie of what was typed away, where there is one: it has served. */
export function forgottenTyping({ headers }: Request): string[] {
  const { isSecure } = config();
  const name = cookieName("typed", isSecure);
  return readCookie(headers.get("cookie"), name) ? [serializeCookie(name, "", isSecure, 0)] : [];
}

/**
 * The answer to a form that was refused: back to its page, which reads the code. Someone whose session is over goes to
 * sign in and returns to that page.
 * @param formPage may have a query of its own
 */
export async function failedForm(exchange: Exchange, problem: Problem, formPage: string): Promise<Response> {
  const fields = await exchange.body().then(
    ({ value }) => value as Record<string, string | undefined>,
    () => ({}) as Record<string, string | undefined>, // unreadable: that is what the code says
  );
  if (keptNames(fields).some((field) => fields[field])) exchange.setCookies.push(typedCookie(fields));
  const isSignedOut = problem.code === "unauthenticated";
  const next = isSignedOut ? formPage : safeNextPath(fields.next);
  const { endReason } = problem.details;
  const query = new URLSearchParams(endReason ? { ended: endReason } : { error: problemCodes(problem) });
  if (next) query.set("next", next);
  const headers = problemHeaders(problem);
  const page = isSignedOut ? "/login" : formPage;
  headers.set("Location", `${page}${page.includes("?") ? "&" : "?"}${query}`);
  return new Response(null, { status: 303, headers });
}
