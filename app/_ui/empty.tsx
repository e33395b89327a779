import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type EmptyProps = { Icon: LucideIcon; title: string; children?: ReactNode };

/** Says calmly that there is nothing here, and why that is well. */
export function Empty({ Icon, title, children }: EmptyProps) {
  return (
    <div className="grid justify-items-center gap-2 px-4 py-8 text-center">
      <span className="grid size-12 place-items-center rounded-full bg-accent-soft text-accent">
        <Icon aria-hidden="true" className="size-6" />
      </span>
      <p className="font-semibold">{title}</p>
      {children && <div className="max-w-prose text-sm text-muted">{children}</div>}
    </div>
  );
}
