import "server-only";
import { createHmac } from "node:crypto";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Piscina } from "piscina";
import { Problem } from "../shared/errors";
import { processWide } from "../shared/process-wide";
import type { VersionedKeys } from "./key-view";

/** What stands in a user's row. `scheme` says how the password became bcrypt's input. */
export type PasswordHash = { hash: string; scheme: number; pepperVersion: number };

/** Scheme 0: bcrypt of the password itself, as other systems keep it. Scheme 1: of base64(HMAC-SHA-256(pepper, password)). */
const CURRENT_SCHEME = 1;
/** Waiting tasks a thread: at cost 12 about three seconds. Beyond that an answer now is better than one too late. */
const QUEUE_PER_THREAD = 8;
const BUSY_RETRY_SECONDS = 2;
const BCRYPT_BYTES = 72;

/** Peppers by version. */
type Peppers = VersionedKeys;

const pool = () =>
  processWide("password-pool", () => {
    const threads = Math.max(1, availableParallelism() - 1);
    return new Piscina({
      filename: join(process.cwd(), "lib/infra/password-worker.mjs"),
      minThreads: threads,
      maxThreads: threads,
      maxQueue: threads * QUEUE_PER_THREAD,
    });
  });

/** @throws Problem `busy` when the queue is full */
function compute(task: { input: string; cost: number } | { input: string; hash: string }): Promise<unknown> {
  if (pool().queueSize >= pool().options.maxQueue) throw new Problem("busy", { retryAfterSeconds: BUSY_RETRY_SECONDS });
  return pool().run(task);
}

/** Tasks that wait for a thread. */
export const hashQueueLength = (): number => pool().queueSize;

/**
 * bcrypt reads 72 bytes and stops at NUL; a keyed hash of fixed length loses neither. NFKC, so that one password
 * typed on two keyboards is one password.
 * @see OWASP Password Storage, "Pre-Hashing Passwords with bcrypt"; NIST SP 800-63B-4 §3.1.1.2
 */
function bcryptInput(password: string, scheme: number, pepper: Buffer | undefined): string {
  if (scheme === 0) return password;
  if (!pepper) throw new Error("The pepper that this password was hashed with is not in the database");
  return createHmac("sha256", pepper).update(password.normalize("NFKC")).digest("base64");
}

/** @throws Problem `busy` when too many hashes are waiting */
export async function hashPassword(password: string, peppers: Peppers, cost: number): Promise<PasswordHash> {
  const pepperVersion = peppers.current;
  const input = bcryptInput(password, CURRENT_SCHEME, peppers.byVersion.get(pepperVersion));
  return { hash: String(await compute({ input, cost })), scheme: CURRENT_SCHEME, pepperVersion };
}

/**
 * Whether `password` is the one that was hashed. Costs a whole hash, also when there is none to compare with:
 * an account without a password, or no account at all, answers in the same time as a wrong password.
 * @throws Problem `busy` when too many hashes are waiting
 */
export async function checkPassword(
  password: string,
  stored: PasswordHash | null,
  peppers: Peppers,
  cost: number,
): Promise<boolean> {
  if (!stored) {
    await compute({ input: bcryptInput(password, CURRENT_SCHEME, peppers.byVersion.get(peppers.current)), cost });
    return false;
  }
  const input = bcryptInput(password, stored.scheme, peppers.byVersion.get(stored.pepperVersion));
  return (await compute({ input, hash: stored.hash })) === true;
}

/** Whether a password that was just checked should be hashed anew: older scheme, pepper or cost. */
export function isOutdated({ hash, scheme, pepperVersion }: PasswordHash, peppers: Peppers, cost: number): boolean {
  const hashCost = Number(hash.split("$")[2]);
  return scheme !== CURRENT_SCHEME || pepperVersion < peppers.current || hashCost < cost;
}

/**
 * Whether the check looked at all of `password`. Bare bcrypt takes whatever agrees in its first 72 bytes, up to a NUL: what
 * was typed beyond may be wrong, and hashing it anew would lock its owner out.
 */
export const wasCheckedWhole = (password: string, { scheme }: PasswordHash): boolean =>
  scheme !== 0 || (Buffer.byteLength(password) <= BCRYPT_BYTES && !password.includes("\0"));
