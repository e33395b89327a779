import { API_CONTENT_SECURITY_POLICY } from "@/lib/edge/content-security-policy";
import { isDatabaseBusy } from "@/lib/infra/database-busy";
import { faultFields, log } from "@/lib/infra/log";
import { isProblem, PROBLEMS, Problem, type ProblemCode } from "@/lib/shared/errors";
import { lookUp } from "@/lib/shared/look-up";
import { type Language, LOCALES } from "@/lib/shared/words/languages";
import { wordsIn } from "@/lib/shared/words/words";
import { fieldLimits } from "./field-limits";

const BUSY_RETRY_SECONDS = 2;

/** What was thrown as a refusal: our own, or a fault that is logged and not shown. */
export function toProblem(error: unknown): Problem {
  if (isProblem(error)) return error;
  if (isDatabaseBusy(error)) return new Problem("busy", { retryAfterSeconds: BUSY_RETRY_SECONDS });
  log().error(faultFields(error), "A request failed");
  return new Problem("internal");
}

/** Refusals that a program is told of in WWW-Authenticate too, by their `error` there. @see RFC 6750 §3.1, RFC 9470 §3 */
const BEARER_ERRORS: Readonly<Partial<Record<ProblemCode, string>>> = {
  two_credentials: "invalid_request",
  token_in_query: "invalid_request",
  invalid_token: "invalid_token",
  insufficient_scope: "insufficient_scope",
  sign_in_again: "insufficient_user_authentication",
};

/** What a caller is to do that was not let in; null where it is not about that. */
function challenge({ code, details }: Problem): string | null {
  const error = BEARER_ERRORS[code];
  if (!error && PROBLEMS[code] !== 401) return null;
  const parameters = { realm: "hufu", error, scope: details.scope, max_age: details.maxAgeSeconds };
  const told = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return `Bearer ${told.map(([name, value]) => `${name}="${value}"`).join(", ")}`;
}

/** Headers that a refusal carries besides its body. */
export function problemHeaders(problem: Problem): Headers {
  const { details } = problem;
  const headers = new Headers({ "Cache-Control": "private, no-store" });
  if (details.retryAfterSeconds) headers.set("Retry-After", String(details.retryAfterSeconds));
  if (details.allow) headers.set("Allow", details.allow);
  const asked = challenge(problem);
  if (asked) headers.set("WWW-Authenticate", asked);
  return headers;
}

/** A refusal as problem details, in words of the language that the caller reads. @see RFC 9457 */
export function problemResponse(problem: Problem, language: Language): Response {
  const { code, details } = problem;
  const { refusals, fields } = wordsIn(language).problems;
  const limits = fieldLimits();
  const errors =
    details.fields &&
    Object.fromEntries(
      Object.entries(details.fields).map(([field, codes]) => [
        field,
        codes.map((fieldCode) => lookUp(fields, fieldCode)?.(limits) ?? fieldCode),
      ]),
    );
  const headers = problemHeaders(problem);
  headers.set("Content-Type", "application/problem+json");
  headers.set("Content-Language", LOCALES[language]);
  headers.set("Content-Security-Policy", API_CONTENT_SECURITY_POLICY);
  const body = {
    type: `urn:hufu:problem:${code.replaceAll("_", "-")}`,
    ...refusals[code],
    status: PROBLEMS[code],
    errors,
    eraseAt: details.eraseAt,
    scope: details.scope,
    ...details.choice,
  };
  return new Response(JSON.stringify(body), { status: PROBLEMS[code], headers });
}
