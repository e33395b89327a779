/** Ways to a token, by what GRANTS calls them, and the `grant_type` of each. @see RFC 6749 §4.3, §6; RFC 8628 §3.4 */
export const GRANT_TYPES = {
  password: "password",
  refresh_token: "refresh_token",
  device_code: "urn:ietf:params:oauth:grant-type:device_code",
  wxapp: "wxapp",
} as const;

export type Grant = keyof typeof GRANT_TYPES;
export const GRANTS = Object.keys(GRANT_TYPES) as Grant[]; // of a constant object: its keys are these
