import { safeNextPath } from "@/lib/shared/next-path";

/** Where people land who did not ask for a page. */
const HOME = "/dashboard";

/** The page that a form's field `next` asks for, if it is one of ours. */
export const nextPathOf = (fields: unknown): string => safeNextPath((fields as { next?: unknown }).next) ?? HOME;

/** A page of the door that leads on to the page which was asked for, if that is one of ours. */
export function withNextOf(page: string, next: unknown): string {
  const path = safeNextPath(next);
  return path ? `${page}${page.includes("?") ? "&" : "?"}${new URLSearchParams({ next: path })}` : page;
}
