const times = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

/** What happened, by the type of a security event. A newer version's type may be missing here. */
const events: Readonly<Record<string, string>> = {
  "signed-up": "Account created",
  "signed-in": "Signed in",
  "sign-in-failed": "Sign-in failed: wrong password",
  "session-ended": "Signed out",
  "device-named": "Device renamed",
  "name-changed": "Name changed",
  "refresh-from-two-addresses": "One session, two addresses within seconds",
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
  showMore: (count: number) => `Show ${count} more`,
  timesInARow: (count: number) => `${count} times`,
  andOtherAddresses: (count: number) => (count === 1 ? " and 1 other address" : ` and ${count} other addresses`),
  events,
  otherEvent: "Another event",
  otherReason: "For another reason",
};
