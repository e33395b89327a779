import { startHufu } from "./apps";
import { median, ratios, spread } from "./figures";
import type { Mode } from "./mode";
import { bounded, type Row } from "./report";
import { sideBySide } from "./side-by-side";

/** What the check of a session costs: a protected route beside an open one that does nothing, in the same app. */
export async function measureOpenAndProtected({ isLong }: Mode): Promise<Row[]> {
  const app = await startHufu("Hufu");
  const loads = [
    { app, path: "/api/open" },
    { app, path: "/api/auth/me" },
  ];
  const [open, me] = await sideBySide(loads, { rounds: isLong ? 60 : 30, seconds: 0.4, warmSeconds: 8 });
  await app.stop();
  if (!open || !me) return [];
  const cpu = ratios(me.cpuMs, open.cpuMs);
  const rate = ratios(me.perSecond, open.perSecond);
  return [
    bounded("GET /api/auth/me ÷ GET /api/open of the same app: CPU a request", spread(cpu), median(cpu), "≤", 1.1),
    bounded("the same: rate", spread(rate), median(rate), "≥", 0.9),
    { what: "CPU of GET /api/auth/me, ms", figure: spread(me.cpuMs) },
  ];
}
