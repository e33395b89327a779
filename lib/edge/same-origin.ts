/** The headers that tell where a request comes from; null where it carries none. */
export type Provenance = { secFetchSite: string | null; origin: string | null; hasCookie: boolean };

/**
 * Whether an unsafe request comes from our own pages, or from a program that carries no cookie of ours. A sibling
 * subdomain (`same-site`) and `Origin: null` are foreign.
 * @see OWASP Cross-Site Request Forgery Prevention, "Fetch Metadata"
 */
export function isOwnRequest({ secFetchSite, origin, hasCookie }: Provenance, appOrigin: string): boolean {
  if (secFetchSite !== null) return secFetchSite === "same-origin";
  if (origin !== null) return origin === appOrigin;
  return !hasCookie;
}
