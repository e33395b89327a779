const PROTECTED = /^\/(dashboard|account|device)(\/|$)/;

/** Whether a page needs a session. Pages check for themselves too; this decides what the proxy does before them. */
export const isProtectedPath = (pathname: string): boolean => PROTECTED.test(pathname);

/** What a page says once, after a form: not to be said again after a detour by the door. */
const MESSAGES = ["done", "count", "error", "fault", "ended"];

function withoutMessages(path: string): string {
  const [pathname = "", search = ""] = path.split("?", 2);
  const query = new URLSearchParams(search);
  if (!MESSAGES.some((name) => query.has(name))) return path;
  for (const name of MESSAGES) query.delete(name);
  return query.size > 0 ? `${pathname}?${query}` : pathname;
}

/** Where someone without a session is sent, and what they are told when theirs is over. */
export function loginPath(next: string, endReason: string | null): string {
  const query = new URLSearchParams({ next: withoutMessages(next) });
  if (endReason) query.set("ended", endReason);
  return `/login?${query}`;
}
