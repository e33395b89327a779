import type { ReactNode } from "react";
import { pageSession } from "../_http/page-session";
import { pageReader } from "../_http/preferences";
import { buttonClass } from "../_ui/button";
import { Mark } from "../_ui/mark";
import { PreferenceSwitches } from "../_ui/preferences";

/** The frame of pages that are open to all, and good for something without an account. */
export default async function OpenLayout({ children }: { children: ReactNode }) {
  const session = await pageSession();
  const { common } = (await pageReader()).words;
  return (
    <div className="mx-auto flex min-h-dvh max-w-3xl flex-col px-4">
      <header className="flex items-center justify-between gap-4 py-4">
        <a href="/" className="flex min-h-11 items-center gap-2 font-bold">
          <Mark className="size-7" />
          <span className="max-sm:sr-only">{common.product}</span>
        </a>
        <a href={session ? "/dashboard" : "/login"} className={buttonClass("quiet")}>
          {session ? common.goToDashboard : common.signIn}
        </a>
      </header>
      <main className="grow pb-10">{children}</main>
      <footer className="border-t border-line py-4">
        <PreferenceSwitches />
      </footer>
    </div>
  );
}
