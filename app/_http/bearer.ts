import { Problem } from "@/lib/shared/errors";
import { readBearer } from "./authorization";
import { readTokens } from "./session-cookies";

const IN_QUERY = /[?&]access_token=/;

/**
 * The bearer token of a request to a protected route, or null.
 * @throws Problem `token_in_query`; `two_credentials` beside a session's cookies, or where there are several; `invalid_token`
 * @see RFC 6750 §2
 */
export function bearerOf({ url, headers }: Request): string | null {
  if (IN_QUERY.test(url)) throw new Problem("token_in_query");
  const bearer = readBearer(headers);
  if (bearer === null) return null;
  const { access, refresh } = readTokens(headers.get("cookie"));
  if (access !== null || refresh !== null) throw new Problem("two_credentials");
  return bearer;
}
