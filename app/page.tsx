import Link from "next/link";
import { pageSession } from "./_http/page-session";
import { pageReader } from "./_http/preferences";
import { buttonClass } from "./_ui/button";
import { Mark } from "./_ui/mark";
import { PreferenceSwitches } from "./_ui/preferences";

export default async function LandingPage() {
  const session = await pageSession();
  const { common, account } = (await pageReader()).words;
  return (
    <div className="mx-auto flex min-h-dvh max-w-xl flex-col px-5 pb-6">
      <main className="grid grow content-center gap-6 py-12">
        <Mark className="size-14" />
        <h1 className="text-4xl font-bold tracking-tight">{common.product}</h1>
        <p className="text-lg text-muted">{common.description}</p>
        <nav aria-label={common.start} className="flex flex-wrap gap-3">
          {session ? (
            <>
              <Link href="/dashboard" className={buttonClass("primary")}>
                {common.goToDashboard}
              </Link>
              <Link href="/account" className={buttonClass("quiet")}>
                {account.yourDevices}
              </Link>
            </>
          ) : (
            <>
              <Link href="/login" className={buttonClass("primary")}>
                {common.signIn}
              </Link>
              <Link href="/sign-up" className={buttonClass("quiet")}>
                {common.createAccount}
              </Link>
            </>
          )}
        </nav>
      </main>
      <footer>
        <PreferenceSwitches />
      </footer>
    </div>
  );
}
