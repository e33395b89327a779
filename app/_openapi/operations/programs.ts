import { z } from "zod";
import { decisionForm, personalTokenForm } from "@/lib/shared/forms";
import { deviceParameters, tokenParameters } from "@/lib/shared/oauth-parameters";
import type { Operation, Parameter } from "../operation";
import { personalToken, tokens } from "../schemas";

const id: Parameter = { name: "id", in: "path", description: "Its id", schema: z.string() };
const TOKENS = {
  access_token: "eyJhbGciOiJFZERTQSIs…",
  token_type: "Bearer",
  expires_in: 287,
  scope: "profile:read sessions:read",
  refresh_token: "cccFcQN6Q5q6T2n7S5G0vgAAAAB9…",
};

export const programs: Operation[] = [
  {
    id: "token",
    method: "post",
    path: "/api/auth/token",
    tag: "Programs",
    summary: "Get tokens (RFC 6749)",
    description:
      "`grant_type` is `password` (for programs of the same makers alone, RFC 9700 §2.4; refused where a browser's Origin is present; name and password in the form, or as HTTP Basic where the form has no `username`), `refresh_token`, `urn:ietf:params:oauth:grant-type:device_code`, or `wxapp`. GRANTS says which are on. Without `client_id` the client is `cli`; a client with a secret sends it as HTTP Basic. `renewable=access`: no refresh token, but an access token that `/api/auth/renew` renews.",
    access: "client",
    parameters: [
      {
        name: "Prefer",
        in: "header",
        description:
          "`token-delivery=header`: the access token comes as `Authorization: Bearer`; `cookie`: both as cookies",
        schema: z.string().optional(),
      },
    ],
    body: {
      schema: tokenParameters,
      example: {
        grant_type: "password",
        username: "mei@example.com",
        password: "tiger tally two halves",
        scope: "profile:read",
      },
      isForm: true,
    },
    answers: { 200: { description: "Tokens", schema: tokens, example: TOKENS } },
    errors: [
      "invalid_request",
      "invalid_client",
      "invalid_grant",
      "unauthorized_client",
      "unsupported_grant_type",
      "invalid_scope",
      "authorization_pending",
      "slow_down",
      "access_denied",
      "expired_token",
    ],
  },
  {
    id: "beginDevice",
    method: "post",
    path: "/api/auth/device",
    tag: "Programs",
    summary: "Begin to wait for a person who lets a program in (RFC 8628)",
    access: "client",
    body: { schema: deviceParameters, example: { client_id: "cli", scope: "sessions:read" }, isForm: true },
    answers: {
      200: {
        description: "Show the code and the address, then ask the token endpoint every `interval` seconds",
        schema: z.strictObject({
          device_code: z.string(),
          user_code: z.string(),
          verification_uri: z.url(),
          verification_uri_complete: z.url(),
          expires_in: z.int(),
          interval: z.int(),
        }),
        example: {
          device_code: "-N_xVUPXAfJ68wNrx-TwYBEoIyiIw1WVGDUlnY0LBeo",
          user_code: "WDJB-MJHT",
          verification_uri: "http://localhost:3000/device",
          verification_uri_complete: "http://localhost:3000/device?user_code=WDJB-MJHT",
          expires_in: 600,
          interval: 5,
        },
      },
    },
    errors: ["invalid_request", "invalid_client", "unauthorized_client", "invalid_scope", "temporarily_unavailable"],
  },
  {
    id: "decideDevice",
    method: "post",
    path: "/api/auth/device/decision",
    tag: "Programs",
    summary: "Let the program in that shows a code, or turn it away; people do that at /device",
    access: "session",
    body: { schema: decisionForm, example: { user_code: "WDJB-MJHT", allow: true } },
    answers: {
      200: {
        description: "It is decided",
        schema: z.strictObject({ allowed: z.boolean() }),
        example: { allowed: true },
      },
    },
    problems: ["user_code_unknown", "scope_not_granted", "too_many_requests"],
  },
  {
    id: "renew",
    method: "post",
    path: "/api/auth/renew",
    tag: "Programs",
    summary: "Renew a session that was opened with renewable=access, by its access token",
    description: "That one is spent: presented again it counts as stolen, and ends the session.",
    access: "bearer",
    answers: {
      200: { description: "The next access token", schema: tokens, example: { ...TOKENS, refresh_token: undefined } },
    },
    problems: ["not_renewable"],
  },
  {
    id: "listTokens",
    method: "get",
    path: "/api/auth/tokens",
    tag: "Programs",
    summary: "The person's own personal access tokens",
    access: "session",
    answers: {
      200: {
        description: "Those that are good, the newest first",
        schema: z.strictObject({ tokens: z.array(personalToken) }),
        example: {
          tokens: [
            {
              id: "FxQJ3K8LCsx192y9nzsnYQ",
              name: "Backup",
              scope: "sessions:read",
              createdAt: "2026-11-23T10:00:00.000Z",
              expiresAt: null,
              lastUsedAt: null,
              lastIp: null,
            },
          ],
        },
      },
    },
  },
  {
    id: "makeToken",
    method: "post",
    path: "/api/auth/tokens",
    tag: "Programs",
    summary: "Make a personal access token",
    access: "session",
    body: {
      schema: personalTokenForm,
      example: { name: "Backup", scopes: ["sessions:read"], expiresAt: "2027-01-01T00:00:00Z" },
    },
    answers: {
      201: {
        description: "The token, this once",
        schema: z.strictObject({ id: z.string(), token: z.string().regex(/^hufu_pat_[0-9A-Za-z]{38}$/) }),
        example: { id: "FxQJ3K8LCsx192y9nzsnYQ", token: `hufu_pat_${"0".repeat(38)}` },
      },
    },
    problems: ["scope_not_granted", "too_many_tokens"],
  },
  {
    id: "endToken",
    method: "delete",
    path: "/api/auth/tokens/{id}",
    tag: "Programs",
    summary: "Take a personal access token back",
    access: "session",
    parameters: [id],
    answers: { 204: { description: "It is refused from now on" } },
    problems: ["not_found"],
  },
  {
    id: "unlinkIdentity",
    method: "delete",
    path: "/api/auth/identities/{id}",
    tag: "Programs",
    summary: "Unlink an identity from elsewhere, such as a WeChat mini program's",
    access: "session",
    parameters: [id],
    answers: { 204: { description: "It lets nobody in any more" } },
    problems: ["not_found"],
  },
];
