import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type ListRowProps = {
  Icon: LucideIcon;
  tone?: "accent" | "bronze" | "danger";
  title: ReactNode;
  children?: ReactNode;
  /** What can be done about it, at the end of the row. */
  acts?: ReactNode;
};

const TONES = {
  accent: "bg-accent-soft text-accent",
  bronze: "bg-bronze-soft text-bronze",
  danger: "bg-danger-soft text-danger",
};

/** One entry of a list: a picture, what it is, what there is to say of it. */
export function ListRow({ Icon, tone = "accent", title, children, acts }: ListRowProps) {
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <span className={`grid size-10 shrink-0 place-items-center rounded-field ${TONES[tone]}`}>
        <Icon aria-hidden="true" className="size-5" />
      </span>
      <div className="grid min-w-0 flex-1 basis-48 gap-0.5">
        <p className="font-semibold">{title}</p>
        {children && <div className="text-sm text-muted">{children}</div>}
      </div>
      {acts && <div className="flex max-sm:w-full max-sm:ps-14">{acts}</div>}
    </li>
  );
}
