import { z } from "zod";
import { deviceNameForm } from "@/lib/shared/forms";
import type { Operation, Parameter } from "../operation";
import { listedSession, revoked, session } from "../schemas";

const ID = "p3BYXlKS1NycTEGNY8C3JA";
const id: Parameter = { name: "id", in: "path", description: "Of the session", schema: z.string() };

const LISTED = {
  id: ID,
  current: false,
  name: "Work laptop",
  kind: "desktop",
  browser: "Firefox",
  os: "Linux",
  ip: "192.0.2.1",
  place: null,
  createdAt: "2026-11-23T10:00:00.000Z",
  lastSeenAt: "2026-11-23T10:04:00.000Z",
  expiresAt: "2026-12-07T10:04:00.000Z",
  method: "password",
  clientId: "hufu",
  scope: "account",
};

export const sessions: Operation[] = [
  {
    id: "me",
    method: "get",
    path: "/api/auth/me",
    tag: "Session",
    summary: "Who is signed in, from the token alone",
    description: "No database is asked, but for a personal access token.",
    access: "caller",
    answers: {
      200: {
        description: "The person and the session",
        schema: z.strictObject({ user: z.strictObject({ id: z.string() }), session }),
        example: {
          user: { id: "Qm3I1vSElaVuMNOTaYnmZA" },
          session: {
            id: ID,
            expiresAt: "2026-11-23T10:05:00.000Z",
            authTime: "2026-11-23T10:00:00.000Z",
            method: "password",
            scope: "profile:read sessions:read",
          },
        },
      },
    },
  },
  {
    id: "listSessions",
    method: "get",
    path: "/api/auth/sessions",
    tag: "Devices",
    summary: "Every device and program that is signed in",
    access: "caller",
    scope: "sessions:read",
    parameters: [
      {
        name: "ended",
        in: "query",
        description: "1: those that ended, with when and why",
        schema: z.literal("1").optional(),
      },
    ],
    answers: {
      200: {
        description: "The one that asks first, then the last used first",
        schema: z.strictObject({ sessions: z.array(listedSession) }),
        example: { sessions: [LISTED] },
      },
    },
  },
  {
    id: "nameDevice",
    method: "patch",
    path: "/api/auth/sessions/{id}",
    tag: "Devices",
    summary: "Name a device",
    access: "caller",
    scope: "sessions:write",
    parameters: [id],
    body: { schema: deviceNameForm, example: { name: "Work laptop" } },
    answers: {
      200: {
        description: "Its name; null: it has none",
        schema: z.strictObject({ id: z.string(), name: z.string().nullable() }),
        example: { id: ID, name: "Work laptop" },
      },
    },
    problems: ["not_found"],
  },
  {
    id: "revokeSession",
    method: "delete",
    path: "/api/auth/sessions/{id}",
    tag: "Devices",
    summary: "Sign a device or a program out: its next request is refused, on every server",
    access: "caller",
    scope: "sessions:write",
    parameters: [id],
    answers: { 204: { description: "It is out" } },
    problems: ["not_found"],
  },
  {
    id: "revokeOthers",
    method: "post",
    path: "/api/auth/sessions/revoke-others",
    tag: "Devices",
    summary: "Sign all others out",
    access: "caller",
    scope: "sessions:write",
    answers: { 200: { description: "How many", schema: revoked, example: { revoked: 2 } } },
  },
  {
    id: "revokeAll",
    method: "post",
    path: "/api/auth/sessions/revoke-all",
    tag: "Devices",
    summary: "Sign out everywhere, here too; personal access tokens end as well",
    access: "caller",
    scope: "sessions:write",
    answers: { 200: { description: "How many", schema: revoked, example: { revoked: 3 } } },
  },
  {
    id: "live",
    method: "get",
    path: "/api/auth/live",
    tag: "Devices",
    summary: "Server-sent events for open pages",
    description:
      "`ended` {reason}: this session is over, and the stream with it. `devices` {}: the list has changed. `heartbeat` {}.",
    access: "session",
    answers: {
      200: {
        description: "A stream",
        mediaType: "text/event-stream",
        schema: z.string(),
        example: "event: heartbeat\ndata: {}\n\n",
      },
    },
  },
];
