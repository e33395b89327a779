import { CircleAlert, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";

/** Where something can be done about what is said. */
export type WayOn = { href: string; label: string };

/** A document: what is said may be that this page's session no longer does. */
export function WayOnLink({ href, label }: WayOn) {
  return (
    <a href={href} className="font-semibold underline">
      {label}
    </a>
  );
}

/** What was done, or what went wrong. Announced by screen readers. */
export function Notice({ tone, children }: { tone: "done" | "problem"; children: ReactNode }) {
  const isDone = tone === "done";
  const Icon = isDone ? CircleCheck : CircleAlert;
  return (
    <div
      role={isDone ? "status" : "alert"}
      className={`flex gap-3 rounded-lg p-3 text-sm ${isDone ? "bg-accent-soft text-ink" : "bg-danger-soft text-ink"}`}
    >
      <Icon aria-hidden="true" className={`mt-px size-5 shrink-0 ${isDone ? "text-accent" : "text-danger"}`} />
      <div>{children}</div>
    </div>
  );
}
