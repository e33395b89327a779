import type { z } from "zod";
import type { ProblemCode } from "@/lib/shared/errors";
import type { OAuthErrorCode } from "@/lib/shared/oauth-error";
import type { Scope } from "@/lib/shared/scopes";

export type Method = "get" | "post" | "patch" | "delete";

/** Who may call. `session`: by cookies, or by a program's token with the scope `account`; `caller`: by any token with `scope`. */
export type Access = "anyone" | "session" | "caller" | "bearer" | "client" | "service" | "feed";

/** A value that stands in a header, a query or a path. */
export type Parameter = { name: string; in: "query" | "path" | "header"; description: string; schema: z.ZodType };

export type Answer = {
  description: string;
  /** Of the body; none: there is no body. */
  schema?: z.ZodType;
  example?: unknown;
  mediaType?: string;
  /** Headers by what they say; all of them are always there. */
  headers?: Readonly<Record<string, string>>;
};

/** One method of one route, as the document describes it. */
export type Operation = {
  id: string;
  method: Method;
  path: string;
  tag: Tag;
  summary: string;
  description?: string;
  access: Access;
  /** What a token must be good for; of `session` it is `account`. */
  scope?: Scope;
  parameters?: readonly Parameter[];
  /** As the handler validates it. `isForm`: as form data alone; otherwise as JSON or form data. */
  body?: { schema: z.ZodType; example: unknown; isForm?: boolean };
  answers: Readonly<Record<number, Answer>>;
  /** Refusals beyond those that follow from access, method and body. */
  problems?: readonly ProblemCode[];
  /** Refusals in the form of OAuth 2.0. */
  errors?: readonly OAuthErrorCode[];
};

export const TAGS = {
  "Signing in": "Accounts, sign-in and sign-out, by cookies.",
  Session: "Who is signed in, and how long.",
  Devices: "What is signed in, and how it is taken back.",
  Account: "What there is of a person.",
  "Mailed links": "What is done by a mail. A link's token or, beside it, its code with the address.",
  Programs: "Tokens for programs: RFC 6749, RFC 8628, and personal access tokens.",
  Services: "For other services: RFC 7009, RFC 7662, RFC 8414 and the revocation feed.",
  Operation: "Probes, figures, and the examples of the dashboard.",
} as const;
export type Tag = keyof typeof TAGS;
