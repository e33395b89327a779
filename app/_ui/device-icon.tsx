import { Monitor, Smartphone, SquareTerminal, Tablet } from "lucide-react";
import { lookUp } from "@/lib/shared/look-up";
import { BROWSER_BRANDS, type Brand, SYSTEM_BRANDS } from "./device-brands";

const KIND_ICONS = { desktop: Monitor, phone: Smartphone, tablet: Tablet, program: SquareTerminal };

type Kind = keyof typeof KIND_ICONS;

/** What an older or newer version called otherwise is shown as a program: nothing more is known of it. */
export const knownKind = (kind: string): Kind => (kind in KIND_ICONS ? (kind as Kind) : "program"); // just checked

function BrandIcon({ brand: { width, height, path }, className }: { brand: Brand; className: string }) {
  return (
    <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" className={`fill-current ${className}`}>
      <path d={path} />
    </svg>
  );
}

type DeviceIconProps = { kind: string; browser?: string | null; os?: string | null };

/**
 * A picture of a device: its browser, with its system in the corner; what it is, where the browser has no picture. It only
 * repeats what stands beside it.
 */
export function DeviceIcon({ kind, browser, os }: DeviceIconProps) {
  const browserBrand = browser ? lookUp(BROWSER_BRANDS, browser) : undefined;
  const systemBrand = os ? lookUp(SYSTEM_BRANDS, os) : undefined;
  const Icon = KIND_ICONS[knownKind(kind)];
  return (
    <span
      aria-hidden="true"
      className="relative grid size-12 shrink-0 place-items-center rounded-field bg-accent-soft text-accent"
    >
      {browserBrand ? <BrandIcon brand={browserBrand} className="size-6" /> : <Icon className="size-6" />}
      {systemBrand && (
        <span className="absolute -end-1.5 -bottom-1.5 grid size-6 place-items-center rounded-full border border-line bg-card text-ink">
          <BrandIcon brand={systemBrand} className="size-3.5" />
        </span>
      )}
    </span>
  );
}
