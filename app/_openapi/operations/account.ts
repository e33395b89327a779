import { z } from "zod";
import { changePasswordForm, emailForm, profileForm, signInForm } from "@/lib/shared/forms";
import type { Operation } from "../operation";
import { empty, event, opened, profile, time } from "../schemas";

const PROFILE = {
  id: "Qm3I1vSElaVuMNOTaYnmZA",
  email: "mei@example.com",
  name: "Mei",
  emailVerified: true,
  sessionLimit: null,
  createdAt: "2026-11-01T10:00:00.000Z",
};
const EVENT = {
  id: "9dB1mWmV2c0b0cKXqPzqbw",
  type: "signed-in",
  at: "2026-11-23T10:00:00.000Z",
  reason: null,
  about: null,
  ip: "192.0.2.1",
  sessionId: "p3BYXlKS1NycTEGNY8C3JA",
  device: { name: null, kind: "desktop", browser: "Firefox", os: "Linux" },
};

/** @param passwordMinLength as it is configured */
export const account = (passwordMinLength: number): Operation[] => [
  {
    id: "readProfile",
    method: "get",
    path: "/api/auth/profile",
    tag: "Account",
    summary: "Name and address",
    access: "caller",
    scope: "profile:read",
    answers: { 200: { description: "From the database", schema: profile, example: PROFILE } },
  },
  {
    id: "changeProfile",
    method: "patch",
    path: "/api/auth/profile",
    tag: "Account",
    summary: "Change the name, or the person's own limit of devices",
    access: "caller",
    scope: "profile:write",
    body: { schema: profileForm, example: { name: "Mei" } },
    answers: { 200: { description: "As it is now", schema: profile, example: PROFILE } },
  },
  {
    id: "listEvents",
    method: "get",
    path: "/api/auth/events",
    tag: "Account",
    summary: "The security log, the latest first",
    access: "caller",
    scope: "events:read",
    parameters: [
      {
        name: "kind",
        in: "query",
        description: "Of one kind alone",
        schema: z.enum(["sign-ins", "failed", "ended", "changes"]).optional(),
      },
      { name: "after", in: "query", description: "`next` of the answer before", schema: z.string().optional() },
    ],
    answers: {
      200: {
        description: "A hundred at most; `next` null: that was all",
        schema: z.strictObject({ events: z.array(event), next: z.string().nullable() }),
        example: { events: [EVENT], next: null },
      },
    },
  },
  {
    id: "export",
    method: "get",
    path: "/api/auth/export",
    tag: "Account",
    summary: "Everything that is held about the person",
    access: "session",
    answers: {
      200: {
        description: "A file",
        schema: z.looseObject({ exportedAt: time, account: z.looseObject({ id: z.string() }) }),
        example: { exportedAt: "2026-11-23T10:00:00.000Z", account: PROFILE, devices: [] },
        headers: { "Content-Disposition": "attachment, and a name for the file" },
      },
    },
  },
  {
    id: "changePassword",
    method: "post",
    path: "/api/auth/change-password",
    tag: "Account",
    summary: "Change the password: all other sessions end",
    access: "session",
    body: {
      schema: changePasswordForm(passwordMinLength),
      example: { current: "tiger tally two halves", password: "eleven purple tigers in a row" },
    },
    answers: { 200: { description: "It is changed", schema: empty, example: {} } },
  },
  {
    id: "changeEmail",
    method: "post",
    path: "/api/auth/change-email",
    tag: "Account",
    summary: "Ask for another address: it is mailed the way to become the account's",
    access: "session",
    body: { schema: emailForm, example: { email: "mei@example.org" } },
    answers: { 202: { description: "Both addresses are mailed", schema: empty, example: {} } },
    problems: ["mail_off"],
  },
  {
    id: "leave",
    method: "delete",
    path: "/api/auth/account",
    tag: "Account",
    summary: "Leave: every session ends, and after fourteen days the account is erased",
    access: "session",
    answers: {
      200: {
        description: "Until then its owner can come back",
        schema: z.strictObject({ eraseAt: time }),
        example: { eraseAt: "2026-12-07T10:00:00.000Z" },
        headers: { "Clear-Site-Data": "cache and storage" },
      },
    },
  },
  {
    id: "comeBack",
    method: "post",
    path: "/api/auth/account/restore",
    tag: "Account",
    summary: "Come back to an account that was left",
    access: "anyone",
    body: { schema: signInForm, example: { email: "mei@example.com", password: "tiger tally two halves" } },
    answers: {
      200: {
        description: "The account is open again, and a session in it",
        schema: opened,
        example: {
          user: { id: PROFILE.id, email: PROFILE.email, name: PROFILE.name },
          session: {
            id: "p3BYXlKS1NycTEGNY8C3JA",
            expiresAt: "2026-11-23T10:05:00.000Z",
            authTime: "2026-11-23T10:00:00.000Z",
            method: "password",
            scope: "account",
          },
        },
        headers: { "Set-Cookie": "hufu-access, hufu-refresh and hufu-device: HttpOnly, SameSite=Lax" },
      },
    },
    problems: ["invalid_credentials", "email_unverified", "session_limit", "session_choice"],
  },
];
