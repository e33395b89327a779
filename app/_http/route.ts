import { API_CONTENT_SECURITY_POLICY } from "@/lib/edge/content-security-policy";
import { isOwnRequest } from "@/lib/edge/same-origin";
import { config } from "@/lib/infra/config";
import { Problem } from "@/lib/shared/errors";
import { isStarted, whenStarted } from "@/lib/start-up/started";
import { createExchange, type Exchange, type PathParameters } from "./exchange";
import { failedForm } from "./form-answer";
import { hostKind } from "./host";
import { isForm, isScriptedForm } from "./input";
import { requestLanguage } from "./preferences";
import { problemResponse, toProblem } from "./problem-response";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof METHODS)[number];
const FORM_METHODS: readonly string[] = ["POST", "PATCH", "DELETE"];
const SAFE_METHODS: readonly string[] = ["GET", "HEAD", "OPTIONS"];

export type Act = (exchange: Exchange) => Promise<Response> | Response;
type Acts = Partial<Record<Method, Act>>;
type Handler = (request: Request, context: { params: Promise<PathParameters> }) => Promise<Response>;

/**
 * @param countsCookies whether cookies let anyone in here: where they do not, no page can misuse them
 * @throws Problem `cross_site` for an unsafe request that another site's page may have sent
 */
function checkProvenance({ headers }: Request, countsCookies: boolean): void {
  const hasCookie = countsCookies && headers.has("cookie");
  const provenance = { secFetchSite: headers.get("sec-fetch-site"), origin: headers.get("origin"), hasCookie };
  if (!isOwnRequest(provenance, config().appUrl)) throw new Problem("cross_site");
}

/** A form knows GET and POST; what it means otherwise stands in its field `_method`. */
async function meantMethod(exchange: Exchange): Promise<string> {
  const { request } = exchange;
  if (request.method !== "POST" || !isForm(request)) return request.method;
  const { _method } = (await exchange.body()).value as Record<string, string | undefined>;
  const meant = _method?.toUpperCase() ?? request.method;
  return FORM_METHODS.includes(meant) ? meant : "";
}

function allowed(acts: Acts): string {
  const methods: string[] = Object.keys(acts);
  if (acts.GET) methods.push("HEAD");
  if (acts.DELETE || acts.PATCH) methods.push("POST"); // by a form
  return [...new Set(methods)].sort().join(", ");
}

/** A form of our own pages comes by POST, to our host and from our site: whatever else is refused gets the status itself. */
const isFormToAnswer = (request: Request, { code }: Problem): boolean =>
  request.method === "POST" && isForm(request) && code !== "wrong_host" && code !== "cross_site";

/** One Set-Cookie a name (RFC 6265 §4.1.1): what was renewed on the way in may be taken away on the way out. */
const lastOfEach = (cookies: readonly string[]) =>
  new Map(cookies.map((cookie) => [cookie.split("=", 1)[0], cookie])).values();

export type FormPage = (exchange: Exchange, method: string, problem: Problem) => string;
type RouteOptions = {
  /** The page whose form posts here, where need be by the method that the form means and by what was refused. */
  formPage?: string | FormPage;
  /** Answers under any host, and before start-up has come to its end. */
  isProbe?: boolean;
  /**
   * For programs that speak a protocol of their own: cookies count for nothing, a form is what it is, and a refusal is
   * told in their words, where this finds any.
   */
  refusal?: (error: unknown) => Response | null;
};

/**
 * The methods of one route: parse, act, answer. Refusals become problem details, or for a form a redirect back to
 * `formPage`, which says what went wrong. Methods without an act answer 405.
 */
export function route(acts: Acts, { formPage = "/login", isProbe = false, refusal }: RouteOptions = {}) {
  const isForPrograms = refusal !== undefined;
  const pageOf: FormPage = typeof formPage === "string" ? () => formPage : formPage;
  const refuse = async (exchange: Exchange, error: unknown, method: string): Promise<Response> => {
    const problem = toProblem(error);
    return isFormToAnswer(exchange.request, problem)
      ? failedForm(exchange, problem, pageOf(exchange, method, problem))
      : problemResponse(problem, requestLanguage(exchange.request.headers));
  };
  const handler: Handler = async (request, { params }) => {
    const exchange = createExchange(request, await params);
    let method = request.method;
    let response: Response;
    try {
      if (!isProbe) {
        if (!isStarted()) await whenStarted();
        if (hostKind(request.headers.get("host")) === "foreign") throw new Problem("wrong_host");
      }
      if (!SAFE_METHODS.includes(request.method)) checkProvenance(request, !isForPrograms);
      if (!isForPrograms) method = await meantMethod(exchange);
      const act = acts[method as Method] ?? (method === "HEAD" ? acts.GET : undefined);
      if (!act) throw new Problem("method_not_allowed", { allow: allowed(acts) });
      response = await act(exchange);
    } catch (error) {
      response = refusal?.(error) ?? (await refuse(exchange, error, method));
    }
    if (response.status === 303 && isScriptedForm(request)) response = whereTo(response);
    for (const cookie of lastOfEach(exchange.setCookies)) response.headers.append("Set-Cookie", cookie);
    return response;
  };
  return Object.fromEntries(METHODS.map((method) => [method, handler])) as Record<Method, Handler>;
}

/** A JSON answer about a person: never kept by any cache. */
export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "Content-Type": "application/json",
      "Cache-Control": "private, no-store",
      "Content-Security-Policy": API_CONTENT_SECURITY_POLICY,
    },
  });
}

/** 204: done, nothing to say. */
export const noContent = (): Response =>
  new Response(null, { status: 204, headers: { "Cache-Control": "private, no-store" } });

/** Where a redirect leads, as JSON: a script that sends our forms cannot read it from the redirect itself. */
function whereTo(redirect: Response): Response {
  const answer = json({ location: redirect.headers.get("location") });
  for (const [name, value] of redirect.headers) {
    if (name !== "location" && !answer.headers.has(name)) answer.headers.set(name, value);
  }
  return answer;
}

/** 303 to a page of this site. Relative, so that no Host header takes part in it. @see RFC 9110 §15.4.4 */
export const seeOther = (path: string): Response =>
  new Response(null, { status: 303, headers: { Location: path, "Cache-Control": "private, no-store" } });
