import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy, createNonce } from "@/lib/edge/content-security-policy";
import { cookieName, replaceCookies } from "@/lib/edge/cookie";
import { isProtectedPath, loginPath } from "@/lib/edge/guard";
import { CANONICAL_URL_MARK, NAVIGATION_MARK } from "@/lib/edge/request-marks";
import { clock } from "@/lib/infra/clock";
import { config } from "@/lib/infra/config";
import { rotateSession } from "@/lib/sessions/rotate-session";
import { Problem } from "@/lib/shared/errors";
import { isStarted, whenStarted } from "@/lib/start-up/started";
import { clientOf } from "./client";
import { hostKind } from "./host";
import { requestLanguage } from "./preferences";
import { problemResponse, toProblem } from "./problem-response";
import { findSession } from "./session";
import { fadingTokenCookies, readTokens, tokenCookies } from "./session-cookies";
import { unavailablePage } from "./unavailable-page";

/** No page has a Server Action, and Next.js would answer any method as a GET. */
const PAGE_METHODS = ["GET", "HEAD"];
/** Pages that show a kept mail as it was written. */
const MAIL_PAGES = "/dev/mail/";
const PRIVATE = "private, no-store";

/** What the proxy does with a request for a page: refuse the host, let it pass, renew its session, or send to sign in. */
export async function guardPage(request: NextRequest): Promise<NextResponse> {
  if (!isStarted()) await whenStarted();
  const host = hostKind(request.headers.get("host"));
  if (host === "foreign") return refusal(request, new Problem("wrong_host"));
  if (!PAGE_METHODS.includes(request.method)) {
    return refusal(request, new Problem("method_not_allowed", { allow: PAGE_METHODS.join(", ") }));
  }
  const path = request.nextUrl.pathname + request.nextUrl.search;
  if (host === "alias") return pass(request, { [CANONICAL_URL_MARK]: new URL(path, config().appUrl).href });

  const cookieHeader = request.headers.get("cookie");
  if (!isProtectedPath(request.nextUrl.pathname)) return pass(request);
  const session = await findSession(cookieHeader).catch(toProblem);
  if (session instanceof Error) return unavailable(request, session);
  if (session) return pass(request);

  const tokens = readTokens(cookieHeader);
  const { refresh } = tokens;
  const navigation = request.headers.get(NAVIGATION_MARK);
  if (navigation === "prefetch") return refuse(); // a prefetch never rotates: it may be thrown away unseen
  const now = clock.now();
  const rotation = refresh ? await rotateSession(refresh, clientOf(request.headers), now).catch(toProblem) : null;
  if (rotation instanceof Error) return unavailable(request, rotation);
  if (rotation?.outcome === "renewed") {
    const { isSecure } = config();
    const { accessToken, refreshToken } = rotation.tokens;
    const fresh = new Map([
      [cookieName("access", isSecure), accessToken],
      [cookieName("refresh", isSecure), refreshToken],
    ]);
    const renewed = pass(request, { Cookie: replaceCookies(cookieHeader, fresh) });
    return withCookies(renewed, tokenCookies(rotation.tokens, now));
  }
  if (navigation === "soft") return refuse(); // the client router then loads the document, which is redirected
  const reason = rotation?.outcome === "ended" ? rotation.reason : null;
  return withCookies(redirect(request, loginPath(path, reason)), refresh ? fadingTokenCookies(tokens) : []);
}

/**
 * Lets a request through to its page, under a fresh nonce and with some headers replaced. A policy or mark that the
 * client sent is overwritten.
 */
function pass(request: NextRequest, replaced: Record<string, string> = {}): NextResponse {
  const hasFrames = request.nextUrl.pathname.startsWith(MAIL_PAGES);
  const policy = contentSecurityPolicy(createNonce(), process.env.NODE_ENV === "development", hasFrames);
  const headers = new Headers(request.headers);
  headers.delete(CANONICAL_URL_MARK);
  for (const [name, value] of Object.entries({ ...replaced, "Content-Security-Policy": policy }))
    headers.set(name, value);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("Cache-Control", PRIVATE);
  return response;
}

const refuse = () => new NextResponse(null, { status: 401, headers: { "Cache-Control": PRIVATE } });

/** The session can be neither renewed nor refused now, so nobody is let in and nobody is signed out. */
function unavailable(request: NextRequest, problem: Problem): NextResponse {
  // The client router then loads the document, which says so.
  if (request.headers.get(NAVIGATION_MARK) !== "document") return refusal(request, problem);
  const { body, status, headers } = unavailablePage(request, problem);
  return new NextResponse(body, { status, headers });
}

/** Next.js makes the absolute address that it asks for relative again, so no Host header takes part in it. */
function redirect(request: NextRequest, path: string): NextResponse {
  const response = NextResponse.redirect(new URL(path, request.nextUrl), 307);
  response.headers.set("Cache-Control", PRIVATE);
  return response;
}

function refusal(request: NextRequest, problem: Problem): NextResponse {
  const { body, status, headers } = problemResponse(problem, requestLanguage(request.headers));
  return new NextResponse(body, { status, headers });
}

function withCookies(response: NextResponse, cookies: readonly string[]): NextResponse {
  for (const cookie of cookies) response.headers.append("Set-Cookie", cookie);
  return response;
}
