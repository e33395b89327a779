"use client";

import { useRouter } from "next/navigation";
import { useEffect, useTransition } from "react";
import { ProgressBar } from "./progress-bar";

/** A click that means "go there", and not "open it in another tab". */
const isPlain = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean =>
  button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;

/** The link that a click follows without leaving the page, if it does. */
export const softLink = (click: MouseEvent): HTMLAnchorElement | null =>
  isPlain(click) && click.target instanceof Element ? click.target.closest<HTMLAnchorElement>("a[data-soft]") : null;

/**
 * Follows the links that are marked `data-soft` without leaving the page, which stays scrolled where it is. One listener
 * for all of them: a list of hundreds hydrates nothing.
 */
export function SoftLinks() {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = softLink(event);
      if (!link || event.defaultPrevented) return;
      event.preventDefault();
      if (!navigator.onLine) return; // the page says so already, and the router would leave it for an error
      startTransition(() => router.push(link.href, { scroll: false }));
    };
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, [router]);
  return isPending && <ProgressBar />;
}
