import "server-only";
import { z } from "zod";
import { GRANTS, type Grant } from "../shared/grants";
import { PERMISSIONS, PROGRAM_SCOPES, parseScopes, type Scope } from "../shared/scopes";

/** A program that may ask for tokens, or about them. @see RFC 6749 §2 */
export type OAuthClient = {
  id: string;
  /** What people read. */
  name: string;
  /** Null: a public client, which can keep none (RFC 6749 §2.1). */
  secret: string | null;
  grants: readonly Grant[];
  /** The most that it may ask for. */
  scope: readonly Scope[];
  /** Whether it may ask what a token is worth. @see RFC 7662 */
  mayIntrospect: boolean;
};

/** The client of browsers: its tokens travel in cookies and nowhere else. */
export const BROWSER_CLIENT_ID = "hufu";
/** The public client that is always there. */
export const DEFAULT_CLIENT_ID = "cli";

const RESERVED: readonly string[] = [BROWSER_CLIENT_ID, DEFAULT_CLIENT_ID];

const scope = z.string().transform((text, context) => {
  const scopes = parseScopes(text);
  if (scopes) return scopes;
  context.addIssue({ code: "custom", message: "names a scope that there is not" });
  return z.NEVER;
});

const client = z.strictObject({
  id: z
    .string()
    .regex(/^[\w.~-]{1,100}$/, "must have letters, digits and -._~ only")
    .refine((id) => !RESERVED.includes(id), `must not be ${RESERVED.join(" or ")}, which are built in`),
  name: z.string().trim().min(1).max(100),
  secret: z.string().min(32, "must have at least 32 characters; make one with: openssl rand -base64 32").optional(),
  grants: z.array(z.enum(GRANTS)).default([]),
  scope: scope.default([]),
  introspect: z.boolean().default(false),
});

const clients = z
  .array(client)
  .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, "names an id twice");

/** What OAUTH_CLIENTS says. The message of a fault names the place, never the value: there may be a secret in it. */
export const oauthClients = z.string().transform((text, context): OAuthClient[] => {
  const fault = (message: string) => {
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fault("must be JSON: a list of clients");
  }
  const parsed = clients.safeParse(value);
  if (!parsed.success) {
    return fault(parsed.error.issues.map(({ path, message }) => `[${path.join(".")}] ${message}`).join(", "));
  }
  const lacking = parsed.data.find(({ introspect, secret }) => introspect && !secret);
  if (lacking) return fault(`[${lacking.id}] introspects, so it must have a secret`);
  return parsed.data.map(({ introspect, secret, ...rest }) => ({
    ...rest,
    secret: secret ?? null,
    mayIntrospect: introspect,
  }));
});

/** The clients that may ask: those that are registered, and the public one that is built in. */
export const withDefaultClient = (registered: readonly OAuthClient[], grants: readonly Grant[]): OAuthClient[] => [
  {
    id: DEFAULT_CLIENT_ID,
    name: "Command line",
    secret: null,
    grants,
    scope: [...PROGRAM_SCOPES, ...PERMISSIONS],
    mayIntrospect: false,
  },
  ...registered,
];
