"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** A link of a navigation, which knows whether its page is the one that is open. */
export function NavLink({ href, className, children }: { href: string; className: string; children: ReactNode }) {
  const isHere = usePathname() === href;
  return (
    <Link href={href} aria-current={isHere ? "page" : undefined} className={className}>
      {children}
    </Link>
  );
}
