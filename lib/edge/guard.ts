const PROTECTED = /^\/(dashboard|account)(\/|$)/;

/** Whether a page needs a session. Pages check for themselves too; this decides what the proxy does before them. */
export const isProtectedPath = (pathname: string): boolean => PROTECTED.test(pathname);

/** Where someone without a session is sent, and what they are told when theirs is over. */
export function loginPath(next: string, endReason: string | null): string {
  const query = new URLSearchParams({ next });
  if (endReason) query.set("ended", endReason);
  return `/login?${query}`;
}
