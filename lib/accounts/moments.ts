import "server-only";
import type { MailKind } from "../mails/kinds";
import { ACTS, type Act } from "../sessions/acts";
import type { EndReason } from "../sessions/policy";
import type { SecurityEventType } from "../sessions/security-events";
import { wordsIn } from "../shared/words/words";

/** What happens in a moment of an account's life, to its sessions, by mail and in its log. */
export type Moment = {
  what: string;
  /** Which sessions end; the log has each of them besides what `log` says. */
  ends: "none" | "this device's" | "that one" | "the longest unused" | "others" | "all";
  reason?: EndReason;
  mails: readonly MailKind[];
  log: readonly SecurityEventType[];
};

const byAct = (what: string, { ends, reason, mails, event }: Act): Moment => ({
  what,
  ends,
  reason,
  mails,
  log: [event],
});

/** What happens when. The acts speak for themselves; that the others do as they say here is tested on a real database. */
export const MOMENTS = {
  asked: {
    what: "Someone signs up, and their address is to be proven",
    ends: "none",
    mails: ["verify-email"],
    log: [],
  },
  askedAgain: {
    what: "Someone signs up with an address that has an account",
    ends: "none",
    mails: ["has-account"],
    log: [],
  },
  opened: {
    what: "The address is proven: the account opens",
    ends: "none",
    mails: [],
    log: ["signed-up", "email-verified"],
  },
  verificationAsked: {
    what: "The mail that proves the address of an account is asked for again",
    ends: "none",
    mails: ["verify-account"],
    log: [],
  },
  proven: {
    what: "The address of an account is proven, on a device of its own",
    ends: "none",
    mails: [],
    log: ["email-verified"],
  },
  provenElsewhere: byAct("The same from elsewhere: its password may be a stranger's", ACTS["proven-elsewhere"]),
  signedIn: {
    what: "Sign-in on a known device",
    ends: "this device's",
    reason: "replaced",
    mails: [],
    log: ["signed-in"],
  },
  newDevice: { what: "Sign-in on a device never seen before", ends: "none", mails: ["new-device"], log: ["signed-in"] },
  limited: {
    what: "Sign-in beyond the limit of devices (`replace-oldest`)",
    ends: "the longest unused",
    reason: "limit",
    mails: ["new-device"],
    log: ["signed-in"],
  },
  failed: { what: "A wrong password", ends: "none", mails: [], log: ["sign-in-failed"] },
  signedOut: { what: "Sign-out", ends: "that one", reason: "signed-out", mails: [], log: [] },
  revoked: { what: "A device is signed out in the list", ends: "that one", reason: "revoked", mails: [], log: [] },
  revokedOthers: {
    what: "All other devices are signed out",
    ends: "others",
    reason: "revoked-others",
    mails: [],
    log: [],
  },
  revokedAll: { what: "Signed out everywhere", ends: "all", reason: "revoked-all", mails: [], log: [] },
  stolen: {
    what: "A token is used that was spent before: it was copied",
    ends: "that one",
    reason: "reuse-detected",
    mails: ["stolen-token"],
    log: [],
  },
  lapsed: { what: "A session is not used for its idle time", ends: "that one", reason: "idle", mails: [], log: [] },
  forgotten: { what: "A new password is asked for", ends: "none", mails: ["reset-password"], log: ["reset-requested"] },
  reset: byAct("The new password is chosen by the mail", ACTS["password-reset"]),
  changed: byAct("The password is changed", ACTS["password-changed"]),
  moving: {
    what: "A new address is asked for (both addresses are mailed)",
    ends: "none",
    mails: ["change-email", "email-changing"],
    log: ["email-change-requested"],
  },
  moved: byAct("The new address is proven", ACTS["email-changed"]),
  undone: byAct("The old address takes the change back", ACTS["email-change-undone"]),
  reported: byAct("“This was not me”", ACTS.reported),
  left: byAct("The account is left", ACTS.left),
  named: { what: "The name is changed", ends: "none", mails: [], log: ["name-changed"] },
  limitSet: {
    what: "A limit of devices is set or taken away",
    ends: "none",
    mails: [],
    log: ["session-limit-changed"],
  },
  exported: { what: "A person takes what is held about them", ends: "none", mails: [], log: ["exported"] },
  programAllowed: { what: "A program is let in by its code", ends: "none", mails: [], log: ["program-allowed"] },
  programDenied: { what: "A program is turned away", ends: "none", mails: [], log: ["program-denied"] },
  tokenMade: { what: "A personal access token is made", ends: "none", mails: [], log: ["token-made"] },
  tokenEnded: { what: "It is taken back", ends: "none", mails: [], log: ["token-ended"] },
  identityLinked: { what: "An identity from elsewhere is linked", ends: "none", mails: [], log: ["identity-linked"] },
  identityUnlinked: { what: "It is unlinked", ends: "none", mails: [], log: ["identity-unlinked"] },
  permissionGranted: { what: "A permission is granted", ends: "none", mails: [], log: ["permission-granted"] },
  permissionWithdrawn: {
    what: "It is withdrawn from someone whose session has it",
    ends: "that one",
    reason: "admin",
    mails: [],
    log: ["permission-withdrawn"],
  },
  restored: { what: "Its owner comes back", ends: "none", mails: [], log: ["account-restored"] },
} as const satisfies Record<string, Moment>;
export type MomentName = keyof typeof MOMENTS;

const ABOUT = { address: "", count: 0, eraseAt: "" };
const listed = (names: readonly string[]) => (names.length > 0 ? names.join(", ") : "–");

/** The moments as a table in Markdown: mails by their subjects, and the log in its readers' words. */
export function momentsTable(): string {
  const { mails: texts, activity } = wordsIn("en");
  const rows = Object.values<Moment>(MOMENTS).map(({ what, ends, reason, mails, log }) => {
    const sessions = ends === "none" ? "–" : `${ends}: \`${reason}\``;
    const subjects = mails.map((kind) => `“${texts[kind](ABOUT).subject}”`);
    const entries = log.map((type) => activity.events[type] ?? type);
    return `| ${what} | ${sessions} | ${listed(subjects)} | ${listed(entries)} |`;
  });
  return ["| what happens | sessions that end | mails | log |", "| --- | --- | --- | --- |", ...rows].join("\n");
}
