import "server-only";
import type { EndReason } from "./policy";
import type { SecurityEventType } from "./security-events";

/** What the security log is filtered by. */
export const EVENT_KINDS = ["sign-ins", "failed", "ended", "changes"] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** What someone can do about an event that was not theirs. */
export const NEXT_STEPS = [
  "sign-device-out",
  "change-password",
  "sign-out-everywhere",
  "see-devices",
  "unlink",
] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

type Policy = {
  kind: EventKind;
  /** In the order in which they are offered; none where the event cannot be an attack. */
  steps: readonly NextStep[];
  /** Offered only where the device was never seen before: any other sign-in is in the order of things. */
  onlyNewDevice?: true;
};

const NOTHING: readonly NextStep[] = [];
/** Whoever did it was signed in, or knows the password: the device goes, and what let it in. */
const OUT_AND_NEW_PASSWORD: readonly NextStep[] = ["sign-device-out", "change-password"];
const CHANGED_BY_SOMEONE: readonly NextStep[] = ["sign-out-everywhere", "change-password"];

/** Each event: which kind it is, and what its reader can do about it. A type that is missing here does not compile. */
export const EVENT_POLICY: Readonly<Record<SecurityEventType, Policy>> = {
  "signed-up": { kind: "changes", steps: NOTHING },
  "signed-in": { kind: "sign-ins", steps: OUT_AND_NEW_PASSWORD, onlyNewDevice: true },
  "sign-in-failed": { kind: "failed", steps: ["change-password"] },
  "session-ended": { kind: "ended", steps: NOTHING }, // unless its reason says more
  "device-named": { kind: "changes", steps: NOTHING },
  "name-changed": { kind: "changes", steps: NOTHING },
  "email-verified": { kind: "changes", steps: NOTHING },
  "password-changed": { kind: "changes", steps: CHANGED_BY_SOMEONE },
  "password-reset": { kind: "changes", steps: CHANGED_BY_SOMEONE },
  "reset-requested": { kind: "changes", steps: ["change-password"] }, // which makes the mailed link void
  "email-change-requested": { kind: "changes", steps: CHANGED_BY_SOMEONE },
  "email-changed": { kind: "changes", steps: CHANGED_BY_SOMEONE },
  "email-change-undone": { kind: "changes", steps: ["see-devices"] },
  reported: { kind: "changes", steps: ["see-devices"] },
  "account-left": { kind: "changes", steps: CHANGED_BY_SOMEONE },
  "account-restored": { kind: "changes", steps: CHANGED_BY_SOMEONE },
  exported: { kind: "changes", steps: CHANGED_BY_SOMEONE },
  "session-limit-changed": { kind: "changes", steps: CHANGED_BY_SOMEONE },
  "refresh-from-two-addresses": { kind: "sign-ins", steps: OUT_AND_NEW_PASSWORD },
  "program-allowed": { kind: "changes", steps: CHANGED_BY_SOMEONE },
  "program-denied": { kind: "changes", steps: NOTHING },
  "token-made": { kind: "changes", steps: CHANGED_BY_SOMEONE },
  "token-ended": { kind: "ended", steps: NOTHING },
  "identity-linked": { kind: "changes", steps: ["unlink", ...CHANGED_BY_SOMEONE] },
  "identity-unlinked": { kind: "changes", steps: NOTHING },
  "permission-granted": { kind: "changes", steps: NOTHING },
  "permission-withdrawn": { kind: "changes", steps: NOTHING },
};

/** Ends behind which there may be someone else. */
const REASON_STEPS: Readonly<Partial<Record<EndReason, readonly NextStep[]>>> = {
  "reuse-detected": ["sign-out-everywhere", "change-password"],
  reported: ["see-devices"],
};

const isKnown = (type: string): type is SecurityEventType => Object.hasOwn(EVENT_POLICY, type);
const stepsOfReason = (reason: string | null): readonly NextStep[] =>
  reason !== null && Object.hasOwn(REASON_STEPS, reason) ? (REASON_STEPS[reason as EndReason] ?? NOTHING) : NOTHING;

type Happened = { type: string; reason: string | null; isNewDevice: boolean; isLive: boolean };

/**
 * What the reader of an event can do about it, if it was not theirs. A newer version's event has no steps here.
 * @param event `isLive`: its session still is; without it there is nothing to sign out
 */
export function nextSteps({ type, reason, isNewDevice, isLive }: Happened): readonly NextStep[] {
  if (!isKnown(type)) return NOTHING;
  const { steps, onlyNewDevice } = EVENT_POLICY[type];
  if (onlyNewDevice && !isNewDevice) return NOTHING;
  return [...steps, ...stepsOfReason(reason)].filter((step) => isLive || step !== "sign-device-out");
}

/** The types of events of one kind. */
export const typesOf = (kind: EventKind): SecurityEventType[] =>
  Object.keys(EVENT_POLICY)
    .filter(isKnown)
    .filter((type) => EVENT_POLICY[type].kind === kind);
