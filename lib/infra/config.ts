import "server-only";
import { z } from "zod";
import { processWide } from "../shared/process-wide";

const seconds = (fallback: number, max: number) => z.coerce.number().int().min(1).max(max).default(fallback);
const DAY = 24 * 60 * 60;
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

export const isLoopbackHost = (hostname: string) => LOOPBACK.has(hostname);

const appUrl = z
  .url({ protocol: /^https?$/, error: "must be an absolute http or https URL", abort: true })
  .refine((text) => text.startsWith("https:") || isLoopbackHost(new URL(text).hostname), {
    error: "must be https unless its host is localhost: cookies would travel in the clear",
  })
  .refine((text) => new URL(text).href === `${new URL(text).origin}/`, {
    error: "must be an origin, without path, query, fragment or user",
  });

const environment = z
  .object({
    PORT: z.coerce.number().int().min(1).max(65535).default(3000),
    HOST: z.string().min(1).optional(),
    APP_URL: appUrl.optional(),
    DATABASE_URL: z
      .string()
      .regex(/^(file:.|postgres(ql)?:\/\/)/, "must start with file: or postgresql://")
      .default("file:data/hufu.db"),
    APP_SECRET: z
      .string()
      .min(32, "must have at least 32 characters; make one with: openssl rand -base64 32")
      .optional(),
    TOKEN_AUDIENCE: z.string().min(1).optional(),
    TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
    PLACE_HEADER: z
      .string()
      .regex(/^[a-z0-9-]+$/i, "must be a header name")
      .optional(),
    PASSWORD_MIN_LENGTH: z.coerce.number().int().min(8).max(64).default(15),
    BCRYPT_COST: z.coerce.number().int().min(4).max(16).default(12),
    ACCESS_TOKEN_TTL: seconds(300, 3600),
    REFRESH_GRACE: seconds(20, 60),
    SESSION_IDLE_TTL: seconds(DAY, 365 * DAY),
    SESSION_ABSOLUTE_TTL: seconds(7 * DAY, 365 * DAY),
    REMEMBERED_IDLE_TTL: seconds(14 * DAY, 365 * DAY),
    REMEMBERED_ABSOLUTE_TTL: seconds(90 * DAY, 365 * DAY),
  })
  .transform((env, context) => {
    const url = new URL(env.APP_URL ?? `http://localhost:${env.PORT}`);
    const isLocal = isLoopbackHost(url.hostname);
    const fault = (key: string, message: string) => context.addIssue({ code: "custom", path: [key], message });
    if (env.BCRYPT_COST < 10 && !isLocal) fault("BCRYPT_COST", "must be at least 10 unless APP_URL is on localhost");
    if (!env.DATABASE_URL.startsWith("file:") && !env.APP_SECRET) {
      fault("APP_SECRET", "is required with PostgreSQL; make one with: openssl rand -base64 32");
    }
    if (env.SESSION_IDLE_TTL > env.SESSION_ABSOLUTE_TTL) {
      fault("SESSION_IDLE_TTL", "must not exceed SESSION_ABSOLUTE_TTL");
    }
    if (env.REMEMBERED_IDLE_TTL > env.REMEMBERED_ABSOLUTE_TTL) {
      fault("REMEMBERED_IDLE_TTL", "must not exceed REMEMBERED_ABSOLUTE_TTL");
    }
    return {
      port: env.PORT,
      host: env.HOST ?? (isLocal ? "127.0.0.1" : "0.0.0.0"),
      appUrl: url.origin,
      hostname: url.hostname,
      isSecure: url.protocol === "https:",
      databaseUrl: env.DATABASE_URL,
      appSecret: env.APP_SECRET,
      audience: env.TOKEN_AUDIENCE ?? url.origin,
      trustedProxyHops: env.TRUSTED_PROXY_HOPS,
      placeHeader: env.PLACE_HEADER?.toLowerCase(),
      passwordMinLength: env.PASSWORD_MIN_LENGTH,
      bcryptCost: env.BCRYPT_COST,
      accessTokenTtlSeconds: env.ACCESS_TOKEN_TTL,
      refreshGraceSeconds: env.REFRESH_GRACE,
      session: { idleTtlSeconds: env.SESSION_IDLE_TTL, absoluteTtlSeconds: env.SESSION_ABSOLUTE_TTL },
      remembered: { idleTtlSeconds: env.REMEMBERED_IDLE_TTL, absoluteTtlSeconds: env.REMEMBERED_ABSOLUTE_TTL },
    };
  });

export type Config = z.output<typeof environment>;

/**
 * Reads the configuration from environment variables. An empty variable counts as unset.
 * @throws Error that names every bad variable and says what is wrong; values are never shown.
 */
export function parseConfig(source: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  throw new Error(`Unusable configuration: ${faults.join("; ")}.`);
}

/** The configuration of this process, read once. */
export const config = (): Config => processWide("config", () => parseConfig(process.env));
