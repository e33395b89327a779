import "server-only";
import { dirname, join } from "node:path";
import { z } from "zod";
import { SIGNING_ALGORITHMS } from "../edge/key-set";
import { GRANTS, type Grant } from "../shared/grants";
import { processWide } from "../shared/process-wide";
import { oauthClients, withDefaultClient } from "./oauth-clients";

/** Digits only: JavaScript would take "0x10", "1e1" and blanks for numbers too. */
const wholeNumber = (fallback: number, min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`))
    .default(fallback);

const DAY = 24 * 60 * 60;
const YEAR = 365 * DAY;
/** Keys that change more often than this would fill the published set. In seconds. */
const MIN_KEY_AGE = 60 * 60;
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

export const isLoopbackHost = (hostname: string) => LOOPBACK.has(hostname);

const appUrl = z
  .url({ protocol: /^https?$/, error: "must be an absolute http or https URL", abort: true })
  .transform((text) => new URL(text))
  .refine(({ protocol, hostname }) => protocol === "https:" || isLoopbackHost(hostname), {
    error: "must be https unless its host is localhost: cookies would travel in the clear",
  })
  .refine(({ href, origin }) => href === `${origin}/`, {
    error: "must be an origin, without path, query, fragment or user",
  });

/** An address, alone or after a name: `Hufu <mail@example.com>`. */
const mailbox = z
  .string()
  .trim()
  .regex(
    /^([^<>"\r\n]+ )?<[^<>@\s]+@[^<>@\s]+>$|^[^<>@\s]+@[^<>@\s]+$/,
    "must be an address such as Hufu <mail@example.com>",
  );

/** What a sign-in does where a person has as many sessions as they may. */
export const SESSION_LIMIT_POLICIES = ["replace-oldest", "refuse", "ask"] as const;
export type SessionLimitPolicy = (typeof SESSION_LIMIT_POLICIES)[number];

/** What the owner of an address may do before they have proven that it is theirs. */
const UNVERIFIED_MAY = ["everything", "nothing"] as const;

const secret = z.string().min(32, "must have at least 32 characters; make one with: openssl rand -base64 32");

/** Names with commas between. */
const grants = z
  .string()
  .transform((text) => text.split(",").map((name) => name.trim()))
  .pipe(z.array(z.enum(GRANTS, `must be a list of ${GRANTS.join(", ")}, with commas between`)));
const DEFAULT_GRANTS: Grant[] = ["password", "refresh_token", "device_code"];

const variables = z.object({
  PORT: wholeNumber(3000, 1, 65_535),
  HOST: z.string().trim().min(1, "must not be blank").optional(),
  APP_URL: appUrl.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(file:(?!:memory:).|postgres(ql)?:\/\/)/, "must be file: and a path, or start with postgresql://")
    .default("file:data/hufu.db"),
  APP_SECRET: secret.optional(),
  APP_SECRET_PREVIOUS: secret.optional(),
  TOKEN_ALG: z.enum(SIGNING_ALGORITHMS, `must be one of ${SIGNING_ALGORITHMS.join(", ")}`).default("EdDSA"),
  KEY_MAX_AGE: wholeNumber(90 * DAY, 0, 10 * YEAR),
  TOKEN_AUDIENCE: z.string().trim().min(1, "must not be blank").optional(),
  TRUSTED_PROXY_HOPS: wholeNumber(0, 0, 10),
  PLACE_HEADER: z
    .string()
    .regex(/^[a-z0-9-]+$/i, "must be a header name")
    .optional(),
  FEED_TOKEN: z
    .string()
    .min(32, "must have at least 32 characters; make one with: openssl rand -base64 32")
    .regex(/^[\w.~+/-]+=*$/, "must be a bearer token: letters, digits and -._~+/=")
    .optional(),
  GRANTS: grants.default(DEFAULT_GRANTS),
  OAUTH_CLIENTS: oauthClients.default([]),
  WXAPP_ID: z.string().trim().min(1, "must not be blank").optional(),
  WXAPP_SECRET: z.string().trim().min(1, "must not be blank").optional(),
  WXAPP_URL: z
    .url({ protocol: /^https?$/, error: "must be an http or https URL" })
    .default("https://api.weixin.qq.com"),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^/\s]+/, "must start with smtp:// or smtps:// and name a host")
    .optional(),
  MAIL_FROM: mailbox.optional(),
  SESSION_LIMIT: wholeNumber(0, 0, 1_000),
  SESSION_LIMIT_POLICY: z
    .enum(SESSION_LIMIT_POLICIES, `must be one of ${SESSION_LIMIT_POLICIES.join(", ")}`)
    .default("replace-oldest"),
  UNVERIFIED_MAY: z.enum(UNVERIFIED_MAY, `must be one of ${UNVERIFIED_MAY.join(", ")}`).default("everything"),
  EVENT_RETENTION_DAYS: wholeNumber(90, 30, 3650),
  PASSWORD_MIN_LENGTH: wholeNumber(15, 8, 64),
  BCRYPT_COST: wholeNumber(12, 4, 16),
  ACCESS_TOKEN_TTL: wholeNumber(300, 1, 3600),
  REFRESH_GRACE: wholeNumber(20, 1, 60),
  SESSION_IDLE_TTL: wholeNumber(DAY, 1, YEAR),
  SESSION_ABSOLUTE_TTL: wholeNumber(7 * DAY, 1, YEAR),
  REMEMBERED_IDLE_TTL: wholeNumber(14 * DAY, 1, YEAR),
  REMEMBERED_ABSOLUTE_TTL: wholeNumber(90 * DAY, 1, YEAR),
});

type Variables = z.output<typeof variables>;
type Fault = { key: string; message: string };

/** What is wrong between variables that are good by themselves. */
function faultsBetween(env: Variables): Fault[] {
  const faults: Fault[] = [];
  if (env.BCRYPT_COST < 10 && env.APP_URL && !isLoopbackHost(env.APP_URL.hostname)) {
    faults.push({ key: "BCRYPT_COST", message: "must be at least 10 unless APP_URL is on localhost" });
  }
  if (!env.DATABASE_URL.startsWith("file:") && !env.APP_SECRET) {
    const message = "is required with PostgreSQL; make one with: openssl rand -base64 32";
    faults.push({ key: "APP_SECRET", message });
  }
  if (env.SMTP_URL && !env.MAIL_FROM && env.APP_URL && !isLoopbackHost(env.APP_URL.hostname)) {
    faults.push({
      key: "MAIL_FROM",
      message: "is required with SMTP_URL: mail servers refuse senders that they do not know",
    });
  }
  if (env.GRANTS.includes("wxapp") && !(env.WXAPP_ID && env.WXAPP_SECRET)) {
    faults.push({ key: "GRANTS", message: "must not name wxapp without WXAPP_ID and WXAPP_SECRET" });
  }
  if (env.KEY_MAX_AGE !== 0 && env.KEY_MAX_AGE < MIN_KEY_AGE) {
    faults.push({ key: "KEY_MAX_AGE", message: `must be at least ${MIN_KEY_AGE}, or 0 for never` });
  }
  if (env.SESSION_IDLE_TTL > env.SESSION_ABSOLUTE_TTL) {
    faults.push({ key: "SESSION_IDLE_TTL", message: "must not exceed SESSION_ABSOLUTE_TTL" });
  }
  if (env.REFRESH_GRACE >= 0.9 * env.ACCESS_TOKEN_TTL) {
    // what the grace window hands out counts from the window's start, and must be good to its end
    faults.push({ key: "REFRESH_GRACE", message: "must be less than nine tenths of ACCESS_TOKEN_TTL" });
  }
  // A session is only seen to be used when its access token is renewed.
  for (const key of ["SESSION_IDLE_TTL", "REMEMBERED_IDLE_TTL"] as const) {
    if (env[key] < 2 * env.ACCESS_TOKEN_TTL) faults.push({ key, message: "must be at least twice ACCESS_TOKEN_TTL" });
  }
  if (env.REMEMBERED_IDLE_TTL > env.REMEMBERED_ABSOLUTE_TTL) {
    faults.push({ key: "REMEMBERED_IDLE_TTL", message: "must not exceed REMEMBERED_ABSOLUTE_TTL" });
  }
  return faults;
}

function toConfig(env: Variables) {
  const url = env.APP_URL ?? new URL(`http://localhost:${env.PORT}`);
  const mailFrom = env.MAIL_FROM ?? `Hufu <no-reply@${url.hostname}>`;
  return {
    port: env.PORT,
    host: env.HOST ?? (isLoopbackHost(url.hostname) ? "127.0.0.1" : "0.0.0.0"),
    appUrl: url.origin,
    hostname: url.hostname,
    isSecure: url.protocol === "https:",
    databaseUrl: env.DATABASE_URL,
    isSqlite: env.DATABASE_URL.startsWith("file:"),
    appSecret: env.APP_SECRET,
    previousAppSecret: env.APP_SECRET_PREVIOUS,
    tokenAlgorithm: env.TOKEN_ALG,
    keyMaxAgeSeconds: env.KEY_MAX_AGE,
    audience: env.TOKEN_AUDIENCE ?? url.origin,
    trustedProxyHops: env.TRUSTED_PROXY_HOPS,
    placeHeader: env.PLACE_HEADER?.toLowerCase(),
    feedToken: env.FEED_TOKEN,
    grants: env.GRANTS,
    oauthClients: withDefaultClient(env.OAUTH_CLIENTS, env.GRANTS),
    wxapp: env.WXAPP_ID && env.WXAPP_SECRET ? { id: env.WXAPP_ID, secret: env.WXAPP_SECRET, url: env.WXAPP_URL } : null,
    /** smtp: a mail server; folder: kept under data/, to be read at /dev/mail; off: nothing is mailed. */
    mail: env.SMTP_URL
      ? ({ kind: "smtp", url: env.SMTP_URL, from: mailFrom } as const)
      : ({ kind: isLoopbackHost(url.hostname) && !env.HOST ? "folder" : "off", from: mailFrom } as const),
    /** Where that folder is: beside the database. */
    mailFolder: join(env.DATABASE_URL.startsWith("file:") ? dirname(env.DATABASE_URL.slice(5)) : "data", "mail"),
    /** Null: as many as a person likes. */
    sessionLimit: env.SESSION_LIMIT || null,
    sessionLimitPolicy: env.SESSION_LIMIT_POLICY,
    /** What an account may whose address nobody has proven; where nothing can be mailed, everything. */
    unverifiedMay: env.UNVERIFIED_MAY,
    eventRetentionSeconds: env.EVENT_RETENTION_DAYS * DAY,
    passwordMinLength: env.PASSWORD_MIN_LENGTH,
    bcryptCost: env.BCRYPT_COST,
    accessTokenTtlSeconds: env.ACCESS_TOKEN_TTL,
    refreshGraceSeconds: env.REFRESH_GRACE,
    session: { idleTtlSeconds: env.SESSION_IDLE_TTL, absoluteTtlSeconds: env.SESSION_ABSOLUTE_TTL },
    remembered: { idleTtlSeconds: env.REMEMBERED_IDLE_TTL, absoluteTtlSeconds: env.REMEMBERED_ABSOLUTE_TTL },
  };
}

export type Config = ReturnType<typeof toConfig>;

/**
 * Reads the configuration from environment variables. An empty variable counts as unset.
 * @throws Error that names every bad variable and says what is wrong; values are never shown.
 */
export function parseConfig(source: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = variables.safeParse(given);
  const faults: Fault[] = (parsed.error?.issues ?? []).map(({ path, message }) => ({ key: String(path[0]), message }));
  // Defaults stand in for what is bad, so that the rules between variables are asked too.
  const bad = new Set(faults.map(({ key }) => key));
  const env = variables.parse(Object.fromEntries(Object.entries(given).filter(([key]) => !bad.has(key))));
  faults.push(...faultsBetween(env).filter(({ key }) => !bad.has(key)));
  if (faults.length === 0) return toConfig(env);
  throw new Error(`Unusable configuration: ${faults.map(({ key, message }) => `${key} ${message}`).join("; ")}.`);
}

/** The configuration of this process, read once. */
export const config = (): Config => processWide("config", () => parseConfig(process.env));
