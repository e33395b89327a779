import "server-only";
import { RateLimiterMemory, RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible";
import { Problem } from "../shared/errors";
import { processWide } from "../shared/process-wide";
import { database } from "./db";

/** What is counted, by the key of whom it is counted: so many in so many seconds. */
const LIMITS = {
  /** User codes that nobody waits with, typed by one person: 20^8 codes are not guessed so. @see RFC 8628 §5.1 */
  "wrong-user-code": { points: 10, duration: 600, isShared: true },
  /** Codes that programs at one address ask for. */
  "device-code": { points: 60, duration: 600, isShared: true },
  /** What one service asks about tokens, or takes back, at one process: its hot path, so no query is spent on counting. */
  introspection: { points: 6_000, duration: 60, isShared: false },
  revocation: { points: 600, duration: 60, isShared: false },
} as const;
export type LimitName = keyof typeof LIMITS;

type Limiter = RateLimiterMemory | RateLimiterPrisma;

const limiters = () => processWide<Map<LimitName, Promise<Limiter>>>("rate-limits", () => new Map());

async function makeLimiter(name: LimitName): Promise<Limiter> {
  const { points, duration, isShared } = LIMITS[name];
  const options = { keyPrefix: name, points, duration };
  if (!isShared) return new RateLimiterMemory(options);
  // The clean-up removes what has expired, in its own pace.
  return new RateLimiterPrisma({ ...options, storeClient: await database(), clearExpiredByTimeout: false });
}

function limiter(name: LimitName): Promise<Limiter> {
  const made = limiters().get(name) ?? makeLimiter(name);
  limiters().set(name, made);
  return made;
}

const tooMany = ({ msBeforeNext }: RateLimiterRes) =>
  new Problem("too_many_requests", { retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) });

/** Counts one. @throws Problem `too_many_requests` where it is one too many */
export async function count(name: LimitName, key: string): Promise<void> {
  try {
    await (await limiter(name)).consume(key);
  } catch (refusal) {
    throw refusal instanceof RateLimiterRes ? tooMany(refusal) : refusal;
  }
}

/** Takes one back that was counted: it was none of those that are limited. */
export async function countBack(name: LimitName, key: string): Promise<void> {
  await (await limiter(name)).reward(key);
}
