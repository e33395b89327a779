import type { ReactNode } from "react";
import { Mark } from "./mark";

/** A page that only says something, and where to go on. */
export function MessagePage({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-xl content-center justify-items-start gap-4 px-5">
      <Mark className="size-10 text-accent" />
      <h1 className="text-2xl font-bold tracking-tight">{title}</h1>
      <p className="text-muted">{text}</p>
      <div className="flex flex-wrap gap-3">{children}</div>
    </main>
  );
}
