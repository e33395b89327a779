import { cookieName, serializeCookie } from "@/lib/edge/cookie";
import { config } from "@/lib/infra/config";
import type { Problem } from "@/lib/shared/errors";
import { safeNextPath } from "@/lib/shared/next-path";
import type { Exchange } from "./exchange";
import { problemHeaders } from "./problem-response";

const TYPED_EMAIL_SECONDS = 60;
const MAX_TYPED_LENGTH = 254;

/** What went wrong, as it travels in a query: one code, or `field:code` pairs. Never anything that was typed. */
export function problemCodes({ code, details }: Problem): string {
  if (!details.fields) return code;
  return Object.entries(details.fields)
    .flatMap(([field, codes]) => codes.map((fieldCode) => `${field}:${fieldCode}`))
    .join(",");
}

/** The e-mail that was typed, for the form to show it again; base64url, as it may hold any character. */
export function typedEmailCookie(email: string): string {
  const { isSecure } = config();
  const value = Buffer.from(email.slice(0, MAX_TYPED_LENGTH)).toString("base64url");
  return serializeCookie(cookieName("typed-email", isSecure), value, isSecure, TYPED_EMAIL_SECONDS);
}

/**
 * The answer to a form that was refused: back to its page, which reads the code. Someone whose session is over goes to
 * sign in and returns to that page.
 */
export async function failedForm(exchange: Exchange, problem: Problem, formPage: string): Promise<Response> {
  const fields = await exchange.body().then(
    ({ value }) => value as Record<string, string | undefined>,
    () => ({}) as Record<string, string | undefined>, // unreadable: that is what the code says
  );
  // What another site's page has filled in is nothing that was typed here.
  if (fields.email && problem.code !== "cross_site") exchange.setCookies.push(typedEmailCookie(fields.email));
  const isSignedOut = problem.code === "unauthenticated";
  const next = isSignedOut ? formPage : safeNextPath(fields.next);
  const query = new URLSearchParams({ error: problemCodes(problem) });
  if (next) query.set("next", next);
  const headers = problemHeaders(problem);
  headers.set("Location", `${isSignedOut ? "/login" : formPage}?${query}`);
  headers.set("Cache-Control", "private, no-store");
  return new Response(null, { status: 303, headers });
}
