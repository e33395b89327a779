/** What a program may ask for. What a person reads of each is in words/. @see RFC 6749 §3.3 */
export const PROGRAM_SCOPES = [
  "profile:read",
  "profile:write",
  "sessions:read",
  "sessions:write",
  "events:read",
] as const;

/** Permissions: scopes that nobody has before a command grants them (`npm run permission`). */
export const PERMISSIONS = ["admin"] as const;

/** Everything that its owner can do with an account. A browser has it; of programs only what is registered with it. */
export const ACCOUNT = "account";

export const SCOPES = [ACCOUNT, ...PROGRAM_SCOPES, ...PERMISSIONS] as const;
export type Scope = (typeof SCOPES)[number];
export type Permission = (typeof PERMISSIONS)[number];

/** What a program gets that asks for nothing: to say whose it is, and to see where they are signed in. */
export const DEFAULT_SCOPES: readonly Scope[] = ["profile:read", "sessions:read"];

const isScope = (name: string): name is Scope => SCOPES.some((scope) => scope === name);
export const isPermission = (name: string): name is Permission => PERMISSIONS.some((permission) => permission === name);

/** The scopes of a list with blanks between, each once; null where one of them does not exist. */
export function parseScopes(text: string): Scope[] | null {
  const names = [...new Set(text.split(" ").filter(Boolean))];
  return names.every(isScope) ? names : null;
}

/** Of what is asked for, what someone with these permissions may have. */
export const grantable = (asked: readonly Scope[], permissions: string): Scope[] => {
  const held = permissions.split(" ");
  return asked.filter((scope) => !isPermission(scope) || held.includes(scope));
};

/** Of what is asked for, what someone may pass on who was granted this: nobody gives more than they have. */
export const delegable = (asked: readonly Scope[], granted: string): Scope[] =>
  asked.filter((scope) => isEnough(granted, scope));

/** Whether what was granted is enough: by name, or because it is everything but permissions. */
export function isEnough(granted: string, needed: Scope): boolean {
  const names = granted.split(" ");
  return names.includes(needed) || (!isPermission(needed) && names.includes(ACCOUNT));
}
