import { Monitor, Smartphone, SquareTerminal, Tablet } from "lucide-react";
import { pageReader } from "@/app/_http/preferences";

const ICONS = { desktop: Monitor, phone: Smartphone, tablet: Tablet, program: SquareTerminal };

type Kind = keyof typeof ICONS;
const isKind = (kind: string): kind is Kind => kind in ICONS;

/** A picture of the kind of device, with its name for screen readers. */
export async function DeviceIcon({ kind }: { kind: string }) {
  const known = isKind(kind) ? kind : "program";
  const Icon = ICONS[known];
  const { words } = await pageReader();
  return (
    <span className="grid size-11 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent">
      <Icon aria-hidden="true" className="size-6" />
      <span className="sr-only">{words.account.kinds[known]}</span>
    </span>
  );
}
