import { config } from "@/lib/infra/config";
import { PROBLEMS, type ProblemCode } from "@/lib/shared/errors";
import { OAUTH_ERRORS, type OAuthErrorCode } from "@/lib/shared/oauth-error";
import { ACCOUNT } from "@/lib/shared/scopes";
import { en } from "@/lib/shared/words/en";
import { type JsonSchema, jsonSchema } from "./json-schema";
import { type Access, type Answer, type Operation, TAGS } from "./operation";
import { account } from "./operations/account";
import { mailedLinks } from "./operations/mailed-links";
import { operation } from "./operations/operation";
import { programs } from "./operations/programs";
import { services } from "./operations/services";
import { sessions } from "./operations/sessions";
import { signingIn } from "./operations/signing-in";
import { oauthError, problem } from "./schemas";

/** Of the contract, not of the software: it changes where programs must. */
const API_VERSION = "1.0.0";

/** Every operation of the API. */
export function operations(): Operation[] {
  const { passwordMinLength } = config();
  return [
    ...signingIn(passwordMinLength),
    ...sessions,
    ...account(passwordMinLength),
    ...mailedLinks(passwordMinLength),
    ...programs,
    ...services,
    ...operation,
  ];
}

/** What opens an operation, by the names of the security schemes; any of a list does. */
const SECURITY: Readonly<Record<Access, readonly string[]>> = {
  anyone: [],
  session: ["cookie", "bearer"],
  caller: ["cookie", "bearer"],
  bearer: ["bearer"],
  client: ["client"],
  service: ["client"],
  feed: ["feed"],
};

const BY_TOKEN: readonly ProblemCode[] = [
  "unauthenticated",
  "invalid_token",
  "two_credentials",
  "token_in_query",
  "insufficient_scope",
  "unavailable",
];

/** Refusals that follow from who may call. */
const BY_ACCESS: Readonly<Record<Access, readonly ProblemCode[]>> = {
  anyone: [],
  session: BY_TOKEN,
  caller: BY_TOKEN,
  bearer: BY_TOKEN,
  client: [],
  service: [],
  feed: ["service_unauthenticated", "unavailable"],
};

/** All refusals of an operation, those of every route among them. */
function problemsOf({ access, method, body, problems = [], errors }: Operation): ProblemCode[] {
  const isUnsafe = method !== "get";
  const codes: ProblemCode[] = [...problems, ...BY_ACCESS[access], "wrong_host", "internal", "busy"];
  if (isUnsafe) codes.push("cross_site");
  if (isUnsafe && !errors) codes.push("malformed", "too_large", "unsupported_media_type"); // also of a body that is not needed
  if (body && !errors) codes.push("invalid_input");
  return codes;
}

const HEADERS: Readonly<Record<number, Record<string, string>>> = {
  401: { "WWW-Authenticate": "How to get in (RFC 6750 §3)" },
  429: { "Retry-After": "Seconds" },
};

const headersOf = (headers: Readonly<Record<string, string>> | undefined) =>
  headers && {
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, description]) => [
        name,
        { description, required: true, schema: { type: "string" } },
      ]),
    ),
  };

const urnOf = (code: ProblemCode) => `urn:hufu:problem:${code.replaceAll("_", "-")}`;

/** What is refused with one status: by which problems, or which errors of OAuth 2.0. */
function refusal(status: number, problems: readonly ProblemCode[], errors: readonly OAuthErrorCode[]) {
  const content: Record<string, unknown> = {};
  const [first] = problems;
  if (first) {
    content["application/problem+json"] = {
      schema: {
        allOf: [{ $ref: "#/components/schemas/Problem" }, { properties: { type: { enum: problems.map(urnOf) } } }],
      },
      example: { type: urnOf(first), ...en.problems.refusals[first], status },
    };
  }
  if (errors[0]) {
    content["application/json"] = {
      schema: { allOf: [{ $ref: "#/components/schemas/OAuthError" }, { properties: { error: { enum: errors } } }] },
      example: { error: errors[0], error_description: "What to do about it." },
    };
  }
  const said = [
    ...problems.map((code) => `\`${code}\`: ${en.problems.refusals[code].detail}`),
    ...errors.map((code) => `\`${code}\``),
  ];
  return { description: said.join("\n\n"), ...headersOf(HEADERS[status]), content };
}

function refusalsOf(described: Operation): Record<number, unknown> {
  const { errors = [] } = described;
  const problems = [...new Set(problemsOf(described))];
  const told: readonly OAuthErrorCode[] =
    errors.length > 0 ? [...errors, "server_error", "temporarily_unavailable"] : [];
  const statuses = new Set([
    ...problems.map((code) => PROBLEMS[code]),
    ...told.map((code) => OAUTH_ERRORS[code]),
    ...(errors.includes("temporarily_unavailable") ? [429] : []),
  ]);
  return Object.fromEntries(
    [...statuses].map((status) => [
      status,
      refusal(
        status,
        problems.filter((code) => PROBLEMS[code] === status),
        [...new Set(told)].filter(
          (code) => OAUTH_ERRORS[code] === status || (status === 429 && code === "temporarily_unavailable"),
        ),
      ),
    ]),
  );
}

function answerOf({ description, schema, example, mediaType = "application/json", headers }: Answer) {
  const content = schema && { content: { [mediaType]: { schema: jsonSchema(schema, "output"), example } } };
  return { description, ...headersOf(headers), ...content };
}

/** A form has text alone: what JSON says otherwise is written so in it, which schemas of forms accept. */
function bodyOf({ schema, example, isForm }: NonNullable<Operation["body"]>) {
  const described = { schema: jsonSchema(schema, "input"), example };
  const form = { "application/x-www-form-urlencoded": described };
  return { required: true, content: isForm ? form : { "application/json": described, ...form } };
}

function describe(described: Operation): JsonSchema {
  const { id, tag, summary, description, access, scope, parameters = [], body, answers } = described;
  const needed = access === "session" ? ACCOUNT : scope;
  const isOpen = SECURITY[access].length === 0;
  const told = [description, needed && `A token needs the scope \`${needed}\`.`].filter(Boolean).join(" ");
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(told && { description: told }),
    security: isOpen ? [] : SECURITY[access].map((name) => ({ [name]: name === "bearer" && needed ? [needed] : [] })),
    ...(parameters.length > 0 && {
      parameters: parameters.map(({ schema, ...parameter }) => ({
        ...parameter,
        required: parameter.in === "path",
        schema: jsonSchema(schema, "input"),
      })),
    }),
    ...(body && { requestBody: bodyOf(body) }),
    responses: {
      ...refusalsOf(described),
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, answerOf(answer)])),
    },
  };
}

const SECURITY_SCHEMES = {
  cookie: {
    type: "apiKey",
    in: "cookie",
    name: "hufu-access",
    description: "A browser's session; `__Host-hufu-access` over https",
  },
  bearer: {
    type: "http",
    scheme: "bearer",
    description: "An access token of the token endpoint, or a personal access token",
  },
  client: {
    type: "http",
    scheme: "basic",
    description: "Id and secret of a registered client; public clients send `client_id`",
  },
  feed: { type: "http", scheme: "bearer", description: "FEED_TOKEN" },
};

/** The API's description, made of what the handlers validate with. @see https://spec.openapis.org/oas/v3.1.1 */
export function openApiDocument(): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const described of operations()) {
    paths[described.path] = { ...paths[described.path], [described.method]: describe(described) };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Hufu",
      version: API_VERSION,
      description:
        "Sign-in and sessions. JSON in, JSON out; refusals are problem details (RFC 9457), those of the token endpoint and its neighbours as in RFC 6749. Unsafe requests by a browser come from its own pages. Whatever method a route has not is answered 405 with `Allow`.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: config().appUrl }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: { Problem: jsonSchema(problem, "output"), OAuthError: jsonSchema(oauthError, "output") },
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}
