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
  replaced: "Someone signed in anew on this device. Sign in to continue.",
  limit: "Too many devices were signed in, so this one was signed out. Sign in to continue.",
  "password-changed": "The password was changed, so this device was signed out. Sign in with the new one.",
  "password-reset": "The password was reset, so this device was signed out. Sign in with the new one.",
  "email-changed": "The e-mail address was changed, so this device was signed out. Sign in with the new one.",
  "factor-added": "A second factor was added, so this device was signed out. Sign in to continue.",
  reported: "This session was reported as someone else's, so it was ended. Sign in to continue.",
  admin: "An administrator ended this session. Sign in to continue.",
  revoked: "Another of your devices signed this one out. Sign in to continue.",
  "revoked-others": "Another of your devices signed this one out. Sign in to continue.",
  "revoked-all": "You were signed out everywhere. Sign in to continue.",
  "signed-out": "You have signed out. Sign in to continue.",
  idle: "You were away for a long time. Sign in to continue.",
  expired: "Your session was over. Sign in to continue.",
  "reuse-detected":
    "A copy of this session was used somewhere else, so it was ended. Sign in and look through your devices; if you do not know why, then sign out everywhere.",
};

/** How a session was opened. */
const methods: Readonly<Record<string, string>> = {
  password: "password",
  device_code: "a code that you typed here",
  wxapp: "WeChat",
};

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
