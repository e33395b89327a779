"use client";

import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { ProgressBar } from "./progress-bar";

type NavLinkProps = {
  href: string;
  className: string;
  /** Id of the PageSlot that its page comes into. */
  slot: string;
  /** The pages below its own are marked as within it. */
  hasPages?: boolean;
  children: ReactNode;
};

/** A link of a navigation, which knows whether its page is the one that is open, and shows when it is slow to come. */
export function NavLink({ href, className, slot, hasPages = false, children }: NavLinkProps) {
  const path = usePathname();
  const current = path === href ? "page" : hasPages && path.startsWith(`${href}/`) ? "true" : undefined;
  return (
    <Link href={href} aria-current={current} className={className}>
      {children}
      <Pending slot={slot} />
    </Link>
  );
}

/** While the next page is on its way its slot is busy; whatever comes of that waits 300 ms before it is seen. */
function Pending({ slot }: { slot: string }) {
  const { pending } = useLinkStatus();
  useEffect(() => {
    if (!pending) return;
    const page = document.getElementById(slot);
    page?.setAttribute("aria-busy", "true");
    return () => page?.removeAttribute("aria-busy");
  }, [pending, slot]);
  return pending && <ProgressBar />;
}
