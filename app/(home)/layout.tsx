import { LogOut } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { pageSession } from "../_http/page-session";
import { pageReader } from "../_http/preferences";
import { Button } from "../_ui/button";
import { LiveSession } from "../_ui/live-session.client";
import { Mark } from "../_ui/mark";
import { NavLink } from "../_ui/nav-link.client";
import { PageSlot } from "../_ui/page-slot";
import { PreferenceSwitches } from "../_ui/preferences";

const LINK =
  "flex min-h-11 items-center rounded-field px-2 hover:underline " +
  "aria-[current=page]:text-accent aria-[current=true]:text-accent";

/** The frame of the pages for people inside. It checks nothing: a layout does not render again on navigation. */
export default async function HomeLayout({ children }: { children: ReactNode }) {
  const session = await pageSession();
  const { common, account } = (await pageReader()).words;
  return (
    <div className="mx-auto flex min-h-dvh max-w-4xl flex-col px-4 max-sm:has-data-bottom-bar:pb-20">
      {session && <LiveSession sid={session.sid} />}
      <a href="#content" className="sr-only focus:not-sr-only focus:p-3">
        {common.skipToContent}
      </a>
      <header className="flex items-center gap-x-1 py-4 sm:gap-x-4">
        <Link href="/dashboard" className="flex min-h-11 items-center gap-2 font-bold">
          <Mark className="size-7" />
          <span className="max-sm:sr-only">{common.product}</span>
        </Link>
        <nav aria-label={common.mainNavigation} className="flex items-center text-sm font-semibold">
          <NavLink href="/dashboard" className={LINK} slot="page-slot" hasPages>
            {account.dashboard}
          </NavLink>
          <NavLink href="/account" className={LINK} slot="page-slot" hasPages>
            {account.navigation}
          </NavLink>
        </nav>
        <form method="post" action="/api/auth/sign-out" className="ms-auto">
          <Button look="quiet" className="max-sm:border-transparent max-sm:bg-transparent max-sm:px-2.5">
            <LogOut aria-hidden="true" className="size-5 rtl:-scale-x-100 sm:size-4" />
            <span className="max-sm:sr-only">{common.signOut}</span>
          </Button>
        </form>
      </header>
      <main id="content" className="grow pb-10">
        <PageSlot id="page-slot">{children}</PageSlot>
      </main>
      <footer className="border-t border-line py-4">
        <PreferenceSwitches />
      </footer>
    </div>
  );
}
