import { z } from "zod";
import { aboutTokenParameters } from "@/lib/shared/oauth-parameters";
import type { Operation } from "../operation";
import { feedEvent, jwks, metadata } from "../schemas";

export const services: Operation[] = [
  {
    id: "revoke",
    method: "post",
    path: "/api/auth/revoke",
    tag: "Services",
    summary: "Take a token back (RFC 7009): its whole session ends",
    access: "client",
    body: { schema: aboutTokenParameters, example: { token: "cccFcQN6Q5q6T2n7S5G0vgAAAAB9…" }, isForm: true },
    answers: { 200: { description: "It is worth nothing, or was not before" } },
    errors: ["invalid_request", "invalid_client", "invalid_grant", "temporarily_unavailable"],
  },
  {
    id: "introspect",
    method: "post",
    path: "/api/auth/introspect",
    tag: "Services",
    summary: "What a token is worth now (RFC 7662)",
    access: "service",
    body: { schema: aboutTokenParameters, example: { token: "eyJhbGciOiJFZERTQSIs…" }, isForm: true },
    answers: {
      200: {
        description: "Of a token that is not good, `active` alone",
        schema: z.looseObject({ active: z.boolean(), sub: z.string().optional(), scope: z.string().optional() }),
        example: {
          active: true,
          sub: "Qm3I1vSElaVuMNOTaYnmZA",
          client_id: "cli",
          scope: "profile:read",
          exp: 1795431797,
        },
      },
    },
    errors: ["invalid_request", "invalid_client", "unauthorized_client", "temporarily_unavailable"],
  },
  {
    id: "revocations",
    method: "get",
    path: "/api/auth/revocations",
    tag: "Services",
    summary: "The revocation feed: who is out",
    description:
      "The same as server-sent events by `Accept: text/event-stream`. 304 where If-None-Match has the page's ETag.",
    access: "feed",
    parameters: [
      { name: "after", in: "query", description: "`next` of the page before", schema: z.string().optional() },
      {
        name: "If-None-Match",
        in: "header",
        description: "ETag of the page that is known",
        schema: z.string().optional(),
      },
    ],
    answers: {
      200: {
        description: "In order and without gaps, 500 at most",
        schema: z.strictObject({ events: z.array(feedEvent), next: z.int() }),
        example: {
          events: [
            {
              seq: 7,
              kind: "session",
              id: "p3BYXlKS1NycTEGNY8C3JA",
              before: null,
              reason: "revoked",
              at: "2026-11-23T10:00:00.000Z",
            },
          ],
          next: 7,
        },
        headers: { ETag: "Of this page" },
      },
      304: { description: "The page is the one that is known", headers: { ETag: "Of this page" } },
    },
    problems: ["not_found", "invalid_input"],
  },
  {
    id: "jwks",
    method: "get",
    path: "/.well-known/jwks.json",
    tag: "Services",
    summary: "The public keys that access tokens are verified with",
    access: "anyone",
    answers: {
      200: {
        description: "A JWK Set (RFC 7517 §5)",
        mediaType: "application/jwk-set+json",
        schema: jwks,
        example: {
          keys: [{ kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS…", kid: "LIgjQq_5", alg: "EdDSA", use: "sig" }],
        },
      },
    },
  },
  {
    id: "metadata",
    method: "get",
    path: "/.well-known/oauth-authorization-server",
    tag: "Services",
    summary: "Where everything is (RFC 8414)",
    access: "anyone",
    answers: {
      200: {
        description: "Metadata",
        schema: metadata,
        example: {
          issuer: "http://localhost:3000",
          token_endpoint: "http://localhost:3000/api/auth/token",
          jwks_uri: "http://localhost:3000/.well-known/jwks.json",
          revocation_endpoint: "http://localhost:3000/api/auth/revoke",
          introspection_endpoint: "http://localhost:3000/api/auth/introspect",
          grant_types_supported: ["password", "refresh_token"],
          scopes_supported: ["profile:read"],
        },
      },
    },
  },
];
