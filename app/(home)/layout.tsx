import Link from "next/link";
import type { ReactNode } from "react";
import { pageSession } from "../_http/page-session";
import { Button } from "../_ui/button";
import { LiveSession } from "../_ui/live-session.client";
import { Mark } from "../_ui/mark";

/** The frame of the pages for people inside. It checks nothing: a layout does not render again on navigation. */
export default async function HomeLayout({ children }: { children: ReactNode }) {
  const session = await pageSession();
  return (
    <div className="mx-auto max-w-3xl px-4 pb-16">
      {session && <LiveSession sid={session.sid} />}
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1 py-4 sm:gap-x-5">
        <Link href="/dashboard" className="flex min-h-11 items-center gap-2 font-bold">
          <Mark className="size-7 text-accent" />
          <span className="sr-only sm:not-sr-only">Hufu</span>
        </Link>
        <nav aria-label="Main" className="flex items-center gap-2 text-sm sm:gap-4 font-semibold">
          <Link href="/dashboard" className="flex min-h-11 items-center hover:underline">
            Dashboard
          </Link>
          <Link href="/account" className="flex min-h-11 items-center hover:underline">
            Devices
          </Link>
        </nav>
        <form method="post" action="/api/auth/sign-out" className="ml-auto">
          <Button look="quiet" className="max-sm:px-2.5">
            Sign out
          </Button>
        </form>
      </header>
      <main>{children}</main>
    </div>
  );
}
