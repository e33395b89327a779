import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { isProblem } from "@/lib/shared/errors";
import { doorPath } from "./door-path";
import { findSession } from "./session";

/** Verified once a request. */
const verifiedSession = cache(async () => findSession((await headers()).get("cookie")));

/** The session of a page that is open to all, or null: also where none can be checked now. */
export async function pageSession() {
  return verifiedSession().catch((error: unknown) => {
    if (isProblem(error) && error.code === "unavailable") return null;
    throw error;
  });
}

/**
 * The session of a protected page, which calls this itself: the proxy is an early check, never the only one.
 * @param path where to return to after signing in
 * @throws Problem `unavailable`, which the proxy has answered already unless it came up in between
 */
export async function requirePageSession(path: string) {
  return (await verifiedSession()) ?? redirect(await doorPath((await headers()).get("cookie"), path));
}
