import "server-only";

/** A link into a page of ours, and the code that stands for it; both good until then, in ISO 8601. */
export type Way = { token: string; code: string; until: string };

/** A device as it was when the mail was posted. `at` in ISO 8601. */
export type DeviceFacts = {
  device: { name: string | null; browser: string | null; os: string | null };
  place: string | null;
  ip: string | null;
  at: string;
};

/** What each kind of mail tells of. */
export type MailParameters = {
  "verify-email": { way: Way };
  "verify-account": { way: Way };
  "has-account": Record<never, never>;
  "reset-password": { way: Way };
  "password-reset": { facts: DeviceFacts };
  "password-changed": { way: Way; facts: DeviceFacts };
  "change-email": { way: Way };
  "email-changing": { way: Way; address: string; facts: DeviceFacts };
  "email-changed": { way: Way; address: string };
  "new-device": { way: Way; facts: DeviceFacts };
  "new-devices": { count: number };
  "stolen-token": { way: Way; facts: DeviceFacts };
  "account-leaving": { eraseAt: string };
};
export type MailKind = keyof MailParameters;

/** The page that the link of a kind leads to. */
export const PAGES: Readonly<Record<MailKind, string | null>> = {
  "verify-email": "/verify-email",
  "verify-account": "/verify-email",
  "has-account": "/login",
  "reset-password": "/reset-password",
  "password-reset": null,
  "password-changed": "/report-session",
  "change-email": "/confirm-email",
  "email-changing": "/report-session",
  "email-changed": "/undo-change-email",
  "new-device": "/report-session",
  "new-devices": "/account",
  "stolen-token": "/report-session",
  "account-leaving": "/login",
};
