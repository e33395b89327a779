import { CircleAlert, CircleCheck, Info } from "lucide-react";
import type { ComponentProps } from "react";

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

const TONES = {
  done: { Icon: CircleCheck, ground: "bg-accent-soft", sign: "text-accent" },
  calm: { Icon: Info, ground: "bg-bronze-soft", sign: "text-bronze" },
  problem: { Icon: CircleAlert, ground: "bg-danger-soft", sign: "text-danger" },
};

type NoticeProps = Omit<ComponentProps<"div">, "className" | "role"> & { tone: keyof typeof TONES };

/** What was done, what one should know (calm), or what went wrong. Announced by screen readers. */
export function Notice({ tone, children, ...props }: NoticeProps) {
  const { Icon, ground, sign } = TONES[tone];
  return (
    <div
      {...props}
      role={tone === "done" ? "status" : "alert"}
      className={`flex gap-3 rounded-field p-3 text-sm text-ink ${ground}`}
    >
      <Icon aria-hidden="true" className={`mt-px size-5 shrink-0 ${sign}`} />
      <div className="grid min-w-0 gap-2">{children}</div>
    </div>
  );
}
