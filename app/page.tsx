import Link from "next/link";
import { pageSession } from "./_http/page-session";
import { buttonClass } from "./_ui/button";
import { Mark } from "./_ui/mark";

export default async function LandingPage() {
  const session = await pageSession();
  return (
    <main className="mx-auto grid min-h-dvh max-w-xl content-center gap-6 px-5 py-12">
      <Mark className="size-14 text-accent" />
      <h1 className="text-4xl font-bold tracking-tight">Hufu</h1>
      <p className="text-lg text-muted">
        Sign in, see every device that is signed in, and take any of them back at once. A session counts only while both
        halves exist: the token in the browser and the row in the database.
      </p>
      <nav aria-label="Start" className="flex flex-wrap gap-3">
        {session ? (
          <>
            <Link href="/dashboard" className={buttonClass("primary")}>
              Go to the dashboard
            </Link>
            <Link href="/account" className={buttonClass("quiet")}>
              Your devices
            </Link>
          </>
        ) : (
          <>
            <Link href="/login" className={buttonClass("primary")}>
              Sign in
            </Link>
            <Link href="/sign-up" className={buttonClass("quiet")}>
              Create an account
            </Link>
          </>
        )}
      </nav>
    </main>
  );
}
