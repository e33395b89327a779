import "server-only";

/**
 * What a person is given of what is held about them, by model and column, and why the rest is not: a column that stands in
 * neither list fails a test. The models are those that belong to a user.
 */
export const EXPORTED = {
  User: {
    id: true,
    email: true,
    emailKey: true,
    emailVerifiedAt: true,
    name: true,
    language: true,
    sessionLimit: true,
    passwordScheme: true,
    pepperVersion: true,
    credentialVersion: true,
    tokensValidFrom: true,
    eraseAt: true,
    createdAt: true,
  },
  Device: {
    id: true,
    cookieRenewedAt: true,
    name: true,
    kind: true,
    browser: true,
    os: true,
    userAgent: true,
    createdAt: true,
  },
  Session: {
    id: true,
    deviceId: true,
    liveDeviceId: true,
    clientId: true,
    scope: true,
    method: true,
    remembered: true,
    generation: true,
    rotatedAt: true,
    refreshKeyVersion: true,
    authTime: true,
    createdAt: true,
    lastSeenAt: true,
    ip: true,
    place: true,
    expiresAt: true,
    absoluteExpiresAt: true,
    endedAt: true,
    endReason: true,
  },
  SecurityEvent: {
    id: true,
    type: true,
    at: true,
    sessionId: true,
    deviceId: true,
    reason: true,
    ip: true,
  },
  OperationToken: {
    id: true,
    purpose: true,
    emailKey: true,
    codeTries: true,
    createdAt: true,
    expiresAt: true,
    usedAt: true,
  },
  OutgoingMail: {
    id: true,
    kind: true,
    state: true,
    attempts: true,
    createdAt: true,
    nextAttemptAt: true,
    finishedAt: true,
    lastError: true,
  },
} as const;

const OWNER = "the account's own id, which stands in the account";
const SEALED = "encrypted for the server alone: a link that is still good, or a password's hash";

/** What stays here, and why. */
export const LEFT_OUT = {
  User: { passwordHash: "a hash: with it the password can be guessed" },
  Device: {
    userId: OWNER,
    cookieHash: "a hash of the browser's own secret",
    previousCookieHash: "a hash of the browser's own secret",
  },
  Session: { userId: OWNER, refreshSalt: "a secret that the session's refresh token is made of" },
  SecurityEvent: { userId: OWNER },
  OperationToken: {
    userId: OWNER,
    tokenHash: "a hash of a link's secret",
    about: "what the link is void without: in one case a hash of the browser's own secret",
    codeHash: "a hash of a code, which is short enough to be guessed from it",
    sealed: SEALED,
  },
  OutgoingMail: {
    userId: OWNER,
    addressHash: "a hash of the address, which stands in the account",
    sealed: SEALED,
  },
  Revocation: {
    seq: "of the feed, whose entries go within hours; each end of a session is among the events",
    kind: "the same",
    subject: "the same",
    userId: "the same",
    before: "the same",
    reason: "the same",
    at: "the same",
  },
} as const;
