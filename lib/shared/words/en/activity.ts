const times = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

/** What happened, by the type of a security event. A newer version's type may be missing here. */
const events: Readonly<Record<string, string>> = {
  "signed-up": "Account created",
  "signed-in": "Signed in",
  "sign-in-failed": "Sign-in failed: wrong password",
  "session-ended": "Signed out",
  "device-named": "Device renamed",
  "name-changed": "Name changed",
  "email-verified": "E-mail address confirmed",
  "password-changed": "Password changed",
  "password-reset": "New password chosen by mail",
  "reset-requested": "A mail for a new password was asked for",
  "email-change-requested": "Another e-mail address was asked for",
  "email-changed": "E-mail address changed",
  "email-change-undone": "Change of the e-mail address taken back",
  reported: "Reported: this was not me",
  "account-left": "Account closed",
  "account-restored": "Account opened again",
  exported: "All data downloaded",
  "session-limit-changed": "Number of devices changed",
  "refresh-from-two-addresses": "One session, two addresses within seconds",
  "program-allowed": "A program was let in",
  "program-denied": "A program was turned away",
  "token-made": "Token made",
  "token-ended": "Token taken back",
  "identity-linked": "Identity from elsewhere linked",
  "identity-unlinked": "Identity from elsewhere unlinked",
  "permission-granted": "Permission granted",
  "permission-withdrawn": "Permission withdrawn",
};

export const activity = {
  picture: (days: number) => `Sign-ins of the last ${days} days`,
  summary: (signIns: number, devices: number, failed: number, days: number) => {
    const made = `${times(signIns, "sign-in", "sign-ins")} from ${times(devices, "device", "devices")}`;
    const good = signIns === 0 ? "No sign-in" : made;
    const bad = failed === 0 ? "no attempt failed" : times(failed, "attempt failed", "attempts failed");
    return `${good} in the last ${days} days; ${bad}.`;
  },
  dayTitle: (day: string, signIns: number, failed: number) => `${day}: ${signIns} signed in, ${failed} failed`,
  today: "Today",
  failed: "Failed attempts",
  otherDevices: (count: number) => `${count} other devices`,
  asTable: "Show as a table",
  tableCaption: "Days without a sign-in are left out.",
  day: "Day",
  device: "Device",
  times: "Times",
  noSignIns: "No sign-ins here",
  noSignInsText: "In these days nobody has signed in to your account, and nobody has tried a wrong password.",
  daysAreUtc: "Days are counted in UTC.",
  keptADay: (most: string) => `Of one day's failed attempts about ${most} are kept, so there may have been more.`,
  isCut: (shown: string) => `So much has happened that only the latest ${shown} events are counted.`,
  latest: "Latest events",
  noEvents: (days: number) => `Nothing has happened in the last ${days} days`,
  /** The list and its filters. */
  filter: "Which events",
  allKinds: "All",
  kinds: {
    "sign-ins": "Sign-ins",
    failed: "Failed attempts",
    ended: "Ended sessions",
    changes: "Account changes",
  },
  allDevices: "All devices",
  /** Tells devices of one name apart. */
  deviceSince: (label: string, day: string) => `${label}, since ${day}`,
  show: "Show",
  noneLikeThat: "There is no such event",
  older: "Older events",
  backToLatest: "Back to the latest",
  keptFor: (days: string) => `Events are kept for ${days} days.`,
  newDevice: "New device",
  /** Before the steps. */
  notYou: "Not you?",
  steps: {
    "sign-device-out": "Sign this device out",
    "change-password": "Change your password",
    "sign-out-everywhere": "Sign out everywhere",
    "see-devices": "See your devices",
    unlink: "Unlink it",
  },
  timesInARow: (count: number) => `${count} times`,
  andOtherAddresses: (count: number) => (count === 1 ? " and 1 other address" : ` and ${count} other addresses`),
  events,
  otherEvent: "Another event",
  otherReason: "For another reason",
};
