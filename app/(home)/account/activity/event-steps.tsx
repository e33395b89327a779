import { pageReader } from "@/app/_http/preferences";
import type { NextStep } from "@/lib/sessions/event-policy";
import { detailsPath } from "../device-paths";
import { PASSWORD_ID } from "../security/password-card";

type EventStepsProps = { steps: readonly NextStep[]; sessionId: string | null };

const PATHS: Readonly<Record<Exclude<NextStep, "sign-device-out">, string>> = {
  "change-password": `/account/security#${PASSWORD_ID}`,
  "sign-out-everywhere": "/account/security#lost",
  "see-devices": "/account",
  unlink: "/account/security#identities",
};

/** What the reader can do about an event that was not theirs, as links to where it is done. */
export async function EventSteps({ steps, sessionId }: EventStepsProps) {
  const { activity } = (await pageReader()).words;
  if (steps.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-3 pt-0.5">
      <span className="py-1">{activity.notYou}</span>
      {steps.map((step) => (
        <a
          key={step}
          href={step === "sign-device-out" ? detailsPath(sessionId ?? "") : PATHS[step]}
          className="py-1 font-semibold text-accent underline"
        >
          {activity.steps[step]}
        </a>
      ))}
    </p>
  );
}
