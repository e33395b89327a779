/** Why a session ended, beside it in the list. An older version's reason may be missing here. */
const endReasons: Readonly<Record<string, string>> = {
  "signed-out": "Signed out on the device itself",
  revoked: "Signed out from another device",
  "revoked-others": "Signed out together with the other devices",
  "revoked-all": "Signed out everywhere",
  replaced: "Another sign-in on the same device",
  limit: "Too many devices were signed in",
  idle: "Not used for too long",
  expired: "Its time was over",
  "password-changed": "The password was changed",
  "password-reset": "The password was reset",
  "email-changed": "The e-mail address was changed",
  "factor-added": "A second factor was added",
  "reuse-detected": "A copied token was used: someone else may have had it",
  reported: "Reported as not you",
  admin: "Ended by an administrator",
};

/** What someone is told at the door whose session ended. */
const endedAtDoor: Readonly<Record<string, string>> = {
  replaced: "Someone signed in anew on this device. Sign in to go on.",
  limit: "Too many devices were signed in, so this one was signed out. Sign in to go on.",
  "password-changed": "The password was changed, so this device was signed out. Sign in with the new one.",
  "password-reset": "The password was reset, so this device was signed out. Sign in with the new one.",
  "email-changed": "The e-mail address was changed, so this device was signed out. Sign in with the new one.",
  "factor-added": "A second factor was added, so this device was signed out. Sign in to go on.",
  reported: "This session was reported as someone else's, so it was ended. Sign in to go on.",
  admin: "An administrator ended this session. Sign in to go on.",
  revoked: "This device was signed out from another one. Sign in to go on.",
  "revoked-others": "This device was signed out from another one. Sign in to go on.",
  "revoked-all": "You were signed out everywhere. Sign in to go on.",
  "signed-out": "You have signed out. Sign in to go on.",
  idle: "You were away for a long time. Sign in to go on.",
  expired: "Your session was over. Sign in to go on.",
  "reuse-detected":
    "A copy of this session was used somewhere else, so it was ended. Sign in, look through your devices, and change your password if you do not know why.",
};

/** How a session was opened. */
const methods: Readonly<Record<string, string>> = { password: "password" };

export const sessions = {
  endReasons,
  endedAtDoor,
  methods,
  unknownDevice: "Unknown device",
  /** Browser and system. */
  on: (browser: string, os: string) => `${browser} on ${os}`,
  devicesWereSignedOut: (count: number) =>
    count === 1 ? "1 device was signed out." : `${count} devices were signed out.`,
  allWereSignedOut: (count: number) =>
    count === 1 ? "1 device was signed out, this one too." : `${count} devices were signed out, this one too.`,
};
