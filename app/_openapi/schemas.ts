import { z } from "zod";
import type { ListedSession, Me, Profile } from "@/lib/client/hufu-client";
import { END_REASONS } from "@/lib/sessions/policy";

/**
 * Answers of the handlers, as the document describes them; the contract test holds every answer to them, and the compiler
 * what the typed client says of them.
 */

export const time = z.iso.datetime().meta({ description: "UTC", examples: ["2026-11-23T10:00:00.000Z"] });
const rowId = z
  .string()
  .regex(/^[\w-]{22}$/)
  .meta({ description: "128 random bits, public, never a credential" });

export const user = z.strictObject({ id: rowId, email: z.string(), name: z.string().nullable() });

export const session = z.strictObject({
  id: rowId.meta({ description: "The tokens' sid; of a personal access token its own id" }),
  expiresAt: time.nullable().meta({ description: "When the access token expires; null: a personal one that does not" }),
  authTime: time.meta({ description: "When the person last proved who they are" }),
  method: z.string().meta({ examples: ["password", "device_code", "personal_token"] }),
  scope: z.string(),
}) satisfies z.ZodType<Me["session"]>;

export const opened = z.strictObject({ user, session });
export const empty = z.strictObject({});
export const revoked = z.strictObject({ revoked: z.int() });

export const profile = z.strictObject({
  id: rowId,
  email: z.string(),
  name: z.string().nullable(),
  emailVerified: z.boolean(),
  sessionLimit: z.int().nullable(),
  createdAt: time,
}) satisfies z.ZodType<Profile>;

const device = {
  name: z.string().nullable().meta({ description: "Given by its owner" }),
  kind: z.string().meta({ examples: ["desktop", "phone", "tablet", "program"] }),
  browser: z.string().nullable(),
  os: z.string().nullable(),
};

export const listedSession = z.strictObject({
  id: rowId,
  current: z.boolean(),
  ...device,
  ip: z.string().nullable(),
  place: z.string().nullable(),
  createdAt: time,
  lastSeenAt: time,
  expiresAt: time,
  method: z.string(),
  clientId: z.string().meta({ description: "Which program it belongs to; hufu: a browser" }),
  scope: z.string(),
  endedAt: time.optional(),
  reason: z.enum(END_REASONS).optional(),
}) satisfies z.ZodType<ListedSession>;

export const event = z.strictObject({
  id: rowId,
  type: z.string(),
  at: time,
  reason: z.string().nullable(),
  about: z.string().nullable(),
  ip: z.string().nullable(),
  sessionId: z.string().nullable(),
  isNewDevice: z.boolean().optional(),
  steps: z.array(z.string()).optional(),
  device: z.strictObject(device).nullable(),
});

export const tokens = z.strictObject({
  access_token: z.string().optional().meta({ description: "Not in the body where a header or cookies were preferred" }),
  token_type: z.literal("Bearer").optional(),
  expires_in: z.int().meta({ description: "Seconds" }),
  scope: z.string(),
  refresh_token: z.string().optional(),
});

export const personalToken = z.strictObject({
  id: rowId,
  name: z.string(),
  scope: z.string(),
  createdAt: time,
  expiresAt: time.nullable(),
  lastUsedAt: time.nullable(),
  lastIp: z.string().nullable(),
});

export const problem = z.looseObject({
  type: z.string().meta({ description: "urn:hufu:problem: and its name; the same in every language" }),
  title: z.string(),
  detail: z.string(),
  status: z.int(),
  errors: z.record(z.string(), z.array(z.string())).optional().meta({ description: "What is wrong, by field" }),
});

export const oauthError = z.strictObject({ error: z.string(), error_description: z.string() });

export const feedEvent = z.strictObject({
  seq: z.int(),
  kind: z.enum(["session", "user", "key"]),
  id: z.string(),
  before: time.nullable().meta({ description: "Of a user: tokens issued before are dead" }),
  reason: z.string(),
  at: time,
});

const jwk = z.looseObject({ kty: z.string(), kid: z.string(), alg: z.string(), use: z.literal("sig") });
export const jwks = z.strictObject({ keys: z.array(jwk) });

export const metadata = z.looseObject({
  issuer: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  revocation_endpoint: z.url(),
  introspection_endpoint: z.url(),
  grant_types_supported: z.array(z.string()),
  scopes_supported: z.array(z.string()),
});
