"use client";

import { buttonClass } from "./_ui/button";

export default function ErrorPage() {
  return (
    <main className="mx-auto grid min-h-dvh max-w-xl content-center justify-items-start gap-4 px-5">
      <h1 className="text-2xl font-bold">Something went wrong</h1>
      <p className="text-muted">The fault is ours and has been noted. Nothing you did was lost.</p>
      {/* A document navigation: what the client router holds may be what is broken. */}
      <a href="/" className={buttonClass("primary")}>
        Go to the start
      </a>
    </main>
  );
}
