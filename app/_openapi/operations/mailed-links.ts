import { z } from "zod";
import { emailForm, mailedForms, newPassword } from "@/lib/shared/forms";
import type { Operation } from "../operation";
import { empty, session, user } from "../schemas";

const LINK = { token: "q9X…" };
const DONE = { description: "It is done", schema: empty, example: {} };
const MAILED = { description: "Always, whoever has an account", schema: empty, example: {} };

/** A link's token, or the code beside it with its address. */
const byMail = <Fields extends z.ZodRawShape>(fields: Fields) => {
  const { byToken, byCode } = mailedForms(fields);
  return z.union([byToken, byCode]);
};

const next = z.string().optional();

/** @param passwordMinLength as it is configured */
export const mailedLinks = (passwordMinLength: number): Operation[] => [
  {
    id: "verifyEmail",
    method: "post",
    path: "/api/auth/verify-email",
    tag: "Mailed links",
    summary: "Prove an address: a sign-up's account opens",
    access: "anyone",
    body: { schema: byMail({ next }), example: LINK },
    answers: {
      200: {
        description: "A session; or null and a token for a new password, where the link was used on another device",
        schema: z.strictObject({ user, session: session.nullable(), resetToken: z.string().optional() }),
        example: {
          user: { id: "Qm3I1vSElaVuMNOTaYnmZA", email: "mei@example.com", name: null },
          session: null,
          resetToken: "…",
        },
      },
    },
    problems: ["link_invalid", "mail_off", "session_limit", "session_choice"],
  },
  {
    id: "resendVerification",
    method: "post",
    path: "/api/auth/resend-verification",
    tag: "Mailed links",
    summary: "Ask for that mail again",
    access: "anyone",
    body: { schema: emailForm, example: { email: "mei@example.com" } },
    answers: { 202: MAILED },
    problems: ["mail_off"],
  },
  {
    id: "forgotPassword",
    method: "post",
    path: "/api/auth/forgot-password",
    tag: "Mailed links",
    summary: "Ask for a mail that leads to a new password",
    access: "anyone",
    body: { schema: emailForm, example: { email: "mei@example.com" } },
    answers: { 202: MAILED },
    problems: ["mail_off"],
  },
  {
    id: "resetPassword",
    method: "post",
    path: "/api/auth/reset-password",
    tag: "Mailed links",
    summary: "Choose a new password: every session has ended before the answer is sent",
    access: "anyone",
    body: {
      schema: byMail({ password: newPassword(passwordMinLength) }),
      example: { ...LINK, password: "eleven purple tigers in a row" },
    },
    answers: { 200: DONE },
    problems: ["link_invalid"],
  },
  {
    id: "confirmEmail",
    method: "post",
    path: "/api/auth/confirm-email",
    tag: "Mailed links",
    summary: "Prove a new address, in a session of the account",
    access: "session",
    body: { schema: byMail({}), example: LINK },
    answers: { 200: DONE },
    problems: ["link_invalid", "email_taken"],
  },
  {
    id: "undoChangeEmail",
    method: "post",
    path: "/api/auth/undo-change-email",
    tag: "Mailed links",
    summary: "Take a change of the address back, by the mail to the old one",
    access: "anyone",
    body: { schema: byMail({}), example: LINK },
    answers: { 200: DONE },
    problems: ["link_invalid", "email_taken"],
  },
  {
    id: "reportSession",
    method: "post",
    path: "/api/auth/report-session",
    tag: "Mailed links",
    summary: "“This was not me”: every session ends, and the password opens nothing until a new one is chosen",
    access: "anyone",
    body: { schema: byMail({}), example: LINK },
    answers: { 200: DONE },
    problems: ["link_invalid"],
  },
];
