import type { ReactNode } from "react";

/** A part of a page with a heading of its own, which can be given the focus. `id` is the heading's. */
export function Card({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="grid gap-4 rounded-card border border-line bg-card p-4 shadow-card sm:p-6">
      <h2 id={id} tabIndex={-1} className="text-lg font-bold">
        {title}
      </h2>
      {children}
    </section>
  );
}
