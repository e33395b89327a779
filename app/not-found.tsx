import type { Metadata } from "next";
import Link from "next/link";
import { buttonClass } from "./_ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="mx-auto grid min-h-dvh max-w-xl content-center justify-items-start gap-4 px-5">
      <h1 className="text-2xl font-bold">There is no page here</h1>
      <p className="text-muted">The address may have been mistyped, or the page may have moved.</p>
      <Link href="/" className={buttonClass("primary")}>
        Go to the start
      </Link>
    </main>
  );
}
