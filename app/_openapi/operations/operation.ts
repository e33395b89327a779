import { z } from "zod";
import type { Operation } from "../operation";
import { time } from "../schemas";

const status = z.strictObject({ status: z.string() });

export const operation: Operation[] = [
  {
    id: "isLive",
    method: "get",
    path: "/api/health/live",
    tag: "Operation",
    summary: "Whether the process answers at all",
    access: "anyone",
    answers: { 200: { description: "It does", schema: status, example: { status: "live" } } },
  },
  {
    id: "isReady",
    method: "get",
    path: "/api/health/ready",
    tag: "Operation",
    summary: "Whether requests may be sent here",
    access: "anyone",
    answers: {
      200: { description: "They may", schema: status, example: { status: "ready" } },
      503: { description: "Not now", schema: status, example: { status: "starting" } },
    },
  },
  {
    id: "metrics",
    method: "get",
    path: "/api/metrics",
    tag: "Operation",
    summary: "Figures in Prometheus' text format",
    access: "anyone",
    answers: {
      200: {
        description: "No name, id or address is among them",
        mediaType: "text/plain",
        schema: z.string(),
        example: "# HELP …",
      },
    },
  },
  {
    id: "open",
    method: "get",
    path: "/api/open",
    tag: "Operation",
    summary: "A route that does nothing: the benchmark's yardstick",
    access: "anyone",
    answers: {
      200: { description: "Nothing", schema: z.strictObject({ ok: z.literal(true) }), example: { ok: true } },
    },
  },
  {
    id: "openapi",
    method: "get",
    path: "/api/openapi.json",
    tag: "Operation",
    summary: "This document",
    access: "anyone",
    answers: {
      200: {
        description: "OpenAPI 3.1",
        schema: z.looseObject({ openapi: z.literal("3.1.1") }),
        example: { openapi: "3.1.1" },
      },
    },
  },
  {
    id: "keepPreferences",
    method: "post",
    path: "/api/preferences",
    tag: "Operation",
    summary: "Keep theme, language and time zone in this browser",
    access: "anyone",
    body: {
      schema: z.object({
        theme: z.string().optional(),
        language: z.string().optional(),
        timeZone: z.string().optional(),
      }),
      example: { theme: "dark", language: "en", timeZone: "Europe/Berlin" },
    },
    answers: {
      204: { description: "What makes no sense is passed over", headers: { "Set-Cookie": "hufu-preferences" } },
    },
  },
  {
    id: "example",
    method: "get",
    path: "/api/example",
    tag: "Operation",
    summary: "An example of a protected route",
    access: "session",
    answers: {
      200: {
        description: "Who asks",
        schema: z.strictObject({ userId: z.string(), signedInAt: time }),
        example: { userId: "Qm3I1vSElaVuMNOTaYnmZA", signedInAt: "2026-11-23T10:00:00.000Z" },
      },
    },
  },
  {
    id: "exampleRecent",
    method: "post",
    path: "/api/example/recent",
    tag: "Operation",
    summary: "An example of a route that needs a sign-in of the last minutes",
    access: "session",
    answers: {
      200: {
        description: "It was",
        schema: z.strictObject({ signedInAt: time }),
        example: { signedInAt: "2026-11-23T10:00:00.000Z" },
      },
    },
    problems: ["sign_in_again"],
  },
];
