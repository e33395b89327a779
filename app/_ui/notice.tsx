import { CircleAlert, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";

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
