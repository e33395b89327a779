import type { Credentials } from "./credentials";
import { TIMEOUT_MS } from "./post-form";

/** A refusal: problem details (RFC 9457). */
export class HufuError extends Error {
  override name = "HufuError";
  readonly status: number;
  /** `urn:hufu:problem:` and its name: the same in every language. */
  readonly type: string;
  /** What is wrong, by field. */
  readonly errors: Readonly<Record<string, string[]>>;
  /** Seconds after which to try again, where the server says so. */
  readonly retryAfter: number | null;

  constructor(response: Response, problem: { type?: string; detail?: string; errors?: Record<string, string[]> }) {
    super(problem.detail ?? response.statusText);
    this.status = response.status;
    this.type = problem.type ?? "about:blank";
    this.errors = problem.errors ?? {};
    this.retryAfter = Number(response.headers.get("retry-after")) || null;
  }
}

type Session = { id: string; expiresAt: string | null; authTime: string; method: string; scope: string };
export type Me = { user: { id: string }; session: Session };
export type Profile = {
  id: string;
  email: string;
  name: string | null;
  emailVerified: boolean;
  sessionLimit: number | null;
  createdAt: string;
};
export type ListedSession = {
  id: string;
  current: boolean;
  name: string | null;
  kind: string;
  browser: string | null;
  os: string | null;
  ip: string | null;
  place: string | null;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
  method: string;
  clientId: string;
  scope: string;
};

type ClientOptions = {
  /** APP_URL; in a page of ours it can be left out. */
  url?: string;
  credentials: Credentials;
  /** Milliseconds after which a server that is silent counts as gone. */
  timeoutMs?: number;
};

/**
 * Calls Hufu's API, in a browser or in Node.js. A call that is refused for its token is made once more with a newer one.
 * @throws HufuError for what is refused; what `fetch` throws
 */
export function createHufuClient({ url = "", credentials, timeoutMs = TIMEOUT_MS }: ClientOptions) {
  const send = async (method: string, path: string, body?: unknown): Promise<{ response: Response; used: number }> => {
    const headers = new Headers(body === undefined ? {} : { "Content-Type": "application/json" });
    const used = credentials.apply(headers);
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url + path, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      signal,
    });
    return { response, used };
  };

  /** Any route: also those of your own product. */
  const request = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    let { response, used } = await send(method, path, body);
    if (response.status === 401 && (await credentials.renew(used))) ({ response } = await send(method, path, body));
    const isJson = response.headers.get("content-type")?.includes("json"); // a proxy in between may answer with a page
    const answer: unknown = isJson ? await response.json() : null;
    if (!response.ok) throw new HufuError(response, (answer ?? {}) as object);
    return answer as Answer; // as the API's document says
  };
  const pathOf = (id: string) => `/api/auth/sessions/${encodeURIComponent(id)}`;

  return {
    request,
    me: () => request<Me>("GET", "/api/auth/me"),
    profile: () => request<Profile>("GET", "/api/auth/profile"),
    changeProfile: (change: { name?: string | null; sessionLimit?: number | null }) =>
      request<Profile>("PATCH", "/api/auth/profile", change),
    sessions: async () => (await request<{ sessions: ListedSession[] }>("GET", "/api/auth/sessions")).sessions,
    nameDevice: (id: string, name: string | null) =>
      request<{ id: string; name: string | null }>("PATCH", pathOf(id), { name }),
    /** Its next request is refused, on every server. */
    revokeSession: (id: string) => request<null>("DELETE", pathOf(id)),
    revokeOthers: () => request<{ revoked: number }>("POST", "/api/auth/sessions/revoke-others"),
    revokeAll: () => request<{ revoked: number }>("POST", "/api/auth/sessions/revoke-all"),
    signOut: () => request<null>("POST", "/api/auth/sign-out"),
  };
}
export type HufuClient = ReturnType<typeof createHufuClient>;
