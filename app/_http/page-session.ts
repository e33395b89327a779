import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { findSession } from "./session";

/** The session of the page that is being rendered, or null; verified once a request. */
export const pageSession = cache(async () => findSession((await headers()).get("cookie")));

/**
 * The session of a protected page, which calls this itself: the proxy is an early check, never the only one.
 * @param path where to return to after signing in
 */
export async function requirePageSession(path: string) {
  return (await pageSession()) ?? redirect(`/login?${new URLSearchParams({ next: path })}`);
}
