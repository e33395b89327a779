/** Cookies that Hufu sets. With an https origin all names carry the `__Host-` prefix (RFC 6265bis §4.1.3.2). */
export type CookieName = "access" | "refresh" | "device" | "typed" | "preferences" | "reset" | "choice" | "new-token";

/** As long as a cookie can be kept: Chrome keeps none longer than 400 days (RFC 6265bis §5.5). */
export const LONGEST_COOKIE_SECONDS = 400 * 24 * 60 * 60;

export const cookieName = (name: CookieName, isSecure: boolean): string => `${isSecure ? "__Host-" : ""}hufu-${name}`;

/**
 * The value of one cookie of a Cookie header.
 * @returns null when it is absent, empty, or there more than once: then someone else may have set one of them
 */
export function readCookie(header: string | null, name: string): string | null {
  if (!header) return null;
  let found: string | null = null;
  for (const pair of header.split(";")) {
    const at = pair.indexOf("=");
    if (at < 0 || pair.slice(0, at).trim() !== name) continue;
    if (found !== null) return null;
    found = pair.slice(at + 1).trim();
  }
  return found || null;
}

/**
 * A Set-Cookie value.
 * @param maxAgeSeconds how long the browser keeps it; null: until it is closed; 0: removes it
 */
export function serializeCookie(name: string, value: string, isSecure: boolean, maxAgeSeconds: number | null): string {
  const life = maxAgeSeconds === null ? "" : `; Max-Age=${Math.max(0, Math.floor(maxAgeSeconds))}`;
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}${life}`;
}

/** A Cookie header with some values replaced, others kept as they are: what the page below a renewal shall see. */
export function replaceCookies(header: string | null, replaced: ReadonlyMap<string, string>): string {
  const kept = (header ?? "").split(";").filter((pair) => {
    const name = pair.split("=", 1)[0]?.trim();
    return name && !replaced.has(name);
  });
  return [...kept.map((pair) => pair.trim()), ...[...replaced].map(([name, value]) => `${name}=${value}`)].join("; ");
}
