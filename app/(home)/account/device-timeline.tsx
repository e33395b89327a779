import { KeyRound, LogOut, type LucideIcon, MapPin, Pencil } from "lucide-react";
import { pageReader } from "@/app/_http/preferences";
import { Moment } from "@/app/_ui/moment";
import type { DeviceStep } from "@/lib/sessions/device-history";
import { lookUp } from "@/lib/shared/look-up";
import type { Words } from "@/lib/shared/words/words";

const ICONS: Readonly<Record<string, LucideIcon>> = {
  "signed-in": KeyRound,
  "session-ended": LogOut,
  "device-named": Pencil,
  "refresh-from-two-addresses": MapPin,
};

/** What happened: an end by its reason, a sign-in by its method, the rest by itself. */
function stepWords({ type, reason, method }: DeviceStep, { account, sessions }: Words): string {
  if (reason) return lookUp(sessions.endReasons, reason) ?? reason;
  if (method) return account.signedInWith(lookUp(sessions.methods, method) ?? method);
  return lookUp(account.deviceSteps, type) ?? type;
}

/** What a device did, the newest first. */
export async function DeviceTimeline({ steps, now }: { steps: DeviceStep[]; now: Date }) {
  const { words } = await pageReader();
  return (
    <section aria-labelledby="device-timeline" className="grid gap-3">
      <h3 id="device-timeline" className="font-bold">
        {words.account.history}
      </h3>
      <ol aria-labelledby="device-timeline" className="grid">
        {steps.map((step) => {
          const Icon = lookUp(ICONS, step.type) ?? Pencil;
          return (
            <li
              key={`${step.type}-${step.at.getTime()}-${step.reason}`}
              className="group relative flex gap-3 pb-4 text-sm"
            >
              <span className="absolute start-4 top-8 bottom-0 w-px bg-line group-last:hidden" />
              <span className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-accent">
                <Icon aria-hidden="true" className="size-4" />
              </span>
              <div className="min-w-0 pt-1.5">
                <p>{stepWords(step, words)}</p>
                <p className="text-muted">
                  <Moment at={step.at} now={now} />
                  {step.ip && words.account.from(step.ip)}
                </p>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
