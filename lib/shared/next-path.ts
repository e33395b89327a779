const MAX_LENGTH = 2_000;
const NOWHERE = /^\/(login|sign-up|api)(\/|\?|$)/; // a way back to the door would loop; an API answer is no page

/**
 * Where to go after sign-in, if it is a page of this site.
 * @param next what a link or form asked for; anything at all
 * @returns path and query on this site, or null
 * @see OWASP Unvalidated Redirects and Forwards
 */
export function safeNextPath(next: unknown): string | null {
  const path = ownPath(next);
  return path === null || NOWHERE.test(path) ? null : path;
}

/**
 * Path and query of what may be a page of this site, the door's too, or null.
 * @see safeNextPath
 */
export function ownPath(next: unknown): string | null {
  if (typeof next !== "string" || next.length > MAX_LENGTH || !next.startsWith("/")) return null;
  const base = "http://hufu.invalid";
  let url: URL;
  try {
    url = new URL(next, base);
  } catch {
    return null; // not a URL, so not a page
  }
  const path = url.pathname + url.search;
  // Checked after rebuilding: "/x/..//evil.test" becomes "//evil.test" only then.
  if (url.origin !== base || path.startsWith("//") || /[\\\p{Cc}]/u.test(next)) return null;
  return path.length > MAX_LENGTH ? null : path;
}
