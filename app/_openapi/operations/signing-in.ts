import { z } from "zod";
import { choiceForm, signInForm, signUpForm } from "@/lib/shared/forms";
import type { Operation } from "../operation";
import { empty, opened, session, time } from "../schemas";

const CREDENTIALS = { email: "mei@example.com", password: "tiger tally two halves" };
const USER = { id: "Qm3I1vSElaVuMNOTaYnmZA", email: "mei@example.com", name: null };
const SESSION = {
  id: "p3BYXlKS1NycTEGNY8C3JA",
  expiresAt: "2026-11-23T10:05:00.000Z",
  authTime: "2026-11-23T10:00:00.000Z",
  method: "password",
  scope: "account",
};
const OPENED = { user: USER, session: SESSION };
const COOKIES = { "Set-Cookie": "hufu-access, hufu-refresh and hufu-device: HttpOnly, SameSite=Lax" };
const CLEARED = { "Set-Cookie": "takes hufu-access and hufu-refresh away" };

/** @param passwordMinLength as it is configured */
export const signingIn = (passwordMinLength: number): Operation[] => [
  {
    id: "signUp",
    method: "post",
    path: "/api/auth/sign-up",
    tag: "Signing in",
    summary: "Make an account",
    description: "Where mail is configured the answer is always 202, and the account opens by the mail.",
    access: "anyone",
    body: { schema: signUpForm(passwordMinLength), example: CREDENTIALS },
    answers: {
      201: { description: "The account, and a session in it", schema: opened, example: OPENED, headers: COOKIES },
      202: { description: "A mail says the rest", schema: empty, example: {} },
    },
    problems: ["email_taken", "session_limit", "session_choice"],
  },
  {
    id: "signIn",
    method: "post",
    path: "/api/auth/sign-in",
    tag: "Signing in",
    summary: "Sign in with a password",
    access: "anyone",
    body: { schema: signInForm, example: { ...CREDENTIALS, remember: true } },
    answers: { 200: { description: "A session", schema: opened, example: OPENED, headers: COOKIES } },
    problems: ["invalid_credentials", "email_unverified", "account_leaving", "session_limit", "session_choice"],
  },
  {
    id: "choose",
    method: "post",
    path: "/api/auth/sign-in/choose",
    tag: "Signing in",
    summary: "At the limit of devices: choose the one that is signed out",
    description:
      "After a 409 `session_choice`, which has the ticket and the sessions. The same browser, within five minutes.",
    access: "anyone",
    body: { schema: choiceForm, example: { ticket: "…", end: SESSION.id } },
    answers: { 200: { description: "A session", schema: opened, example: OPENED, headers: COOKIES } },
    problems: ["choice_over", "invalid_credentials", "not_found"],
  },
  {
    id: "signOut",
    method: "post",
    path: "/api/auth/sign-out",
    tag: "Signing in",
    summary: "End the session that the cookies or the bearer token name",
    access: "anyone",
    answers: { 204: { description: "It is over, or there was none", headers: CLEARED } },
    problems: ["token_in_query", "two_credentials", "invalid_token"],
  },
  {
    id: "refresh",
    method: "post",
    path: "/api/auth/refresh",
    tag: "Session",
    summary: "Renew the session of a browser by its refresh cookie",
    access: "anyone",
    answers: {
      200: {
        description: "Both cookies anew",
        schema: z.strictObject({ session, expiresAt: time }),
        example: { session: SESSION, expiresAt: SESSION.expiresAt },
        headers: COOKIES,
      },
    },
    problems: ["refresh_refused"],
  },
];
