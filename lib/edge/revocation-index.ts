import { CLOCK_TOLERANCE_SECONDS } from "./access-token";

/** What the revocation feed says is dead. Times in seconds; `at` and `before` are times of day, as `iat` is. */
export type RevocationEntry =
  | { readonly kind: "session"; readonly id: string; readonly at: number }
  /** All of this user's tokens with `iat < before`. */
  | { readonly kind: "user"; readonly id: string; readonly before: number; readonly at: number }
  /** All that this signing key has made. */
  | { readonly kind: "key"; readonly id: string; readonly at: number };

/**
 * The present, on two clocks, in seconds: `uptime` is one that nobody sets, `now` the time of day. What is remembered is
 * kept by the first: an hour that the second was put forward by would else forget everything.
 */
export type Instant = { readonly uptime: number; readonly now: number };

/** What a token says of itself that the index looks at. */
type TokenNames = { readonly sid: string; readonly sub: string; readonly iat: number };

/** Entries outlive the last token they speak of by this much, in seconds: clocks differ. */
export const INDEX_MARGIN_SECONDS = 60;

/**
 * The set of what was revoked and could still be unexpired: what stands between a signature that is good and a
 * session that is not.
 *
 * An entry is kept one access token lifetime and a margin; after that no token that it speaks of can be unexpired,
 * unless the time of day was put back. So the index knows how far it has forgotten: for a token that expires before
 * its `horizon` it does not speak, and whoever holds that token has to be looked up.
 */
export class RevocationIndex {
  /** Id to the second of uptime until which the entry is kept. Maps keep the order of insertion: the oldest go first. */
  readonly #sessions = new Map<string, number>();
  readonly #users = new Map<string, { before: number; until: number }>();
  readonly #keys = new Set<string>();
  /** Entries from a time of day that has not come yet: someone's clock was ahead. Kept until it has. */
  #ahead: RevocationEntry[] = [];
  /** By second of uptime: the last `exp` that a token can have of which an entry forgotten then has spoken. */
  readonly #forgetting: { until: number; exp: number }[] = [];
  #horizon: number;
  /** The latest time of day that was ever told: tokens made then are out there, wherever it has been put back to since. */
  #latest: number;
  readonly #lifetimeSeconds: number;

  /** @param now time of day, in seconds, at which the index begins: of what came to an end earlier it knows nothing */
  constructor(accessTokenTtlSeconds: number, now: number) {
    this.#lifetimeSeconds = accessTokenTtlSeconds;
    this.#latest = now;
    this.#horizon = now - INDEX_MARGIN_SECONDS + CLOCK_TOLERANCE_SECONDS;
  }

  /** How long an entry is kept, and how far back an index that begins anew has to read; in seconds. */
  static keepSeconds = (accessTokenTtlSeconds: number): number => accessTokenTtlSeconds + INDEX_MARGIN_SECONDS;

  /** The same entry may be added any number of times, in any order. */
  add(entry: RevocationEntry, instant: Instant): void {
    if (entry.kind === "key") this.#keys.add(entry.id);
    else {
      if (entry.at > instant.now + CLOCK_TOLERANCE_SECONDS) this.#ahead.push(entry);
      this.#keep(entry, instant);
    }
  }

  #keep(entry: Exclude<RevocationEntry, { kind: "key" }>, { uptime, now }: Instant): void {
    const until = Math.ceil(uptime) + RevocationIndex.keepSeconds(this.#lifetimeSeconds);
    if (entry.kind === "session") {
      this.#sessions.delete(entry.id); // setting alone would leave it where it was, in front of older ones
      this.#sessions.set(entry.id, until);
    } else {
      const before = Math.max(entry.before, this.#users.get(entry.id)?.before ?? 0);
      this.#users.delete(entry.id);
      this.#users.set(entry.id, { before, until });
    }
    this.#latest = Math.max(this.#latest, now);
    const exp = this.#latest + this.#lifetimeSeconds + CLOCK_TOLERANCE_SECONDS;
    const last = this.#forgetting.at(-1);
    if (last?.until === until) last.exp = Math.max(last.exp, exp);
    else this.#forgetting.push({ until, exp });
  }

  /** Whether a token with these claims was taken back. Two look-ups, no I/O. */
  isRevoked({ sid, sub, iat }: TokenNames): boolean {
    if (this.#sessions.has(sid)) return true;
    const user = this.#users.get(sub);
    return user !== undefined && iat < user.before;
  }

  /** Whether a signing key was withdrawn. A handful in the life of a process: they are kept. */
  isWithdrawn(kid: string): boolean {
    return this.#keys.has(kid);
  }

  /** Whether the index would know if a token that expires at `exp` had been taken back. */
  speaksFor({ exp }: { readonly exp: number }): boolean {
    return exp > this.#horizon;
  }

  /**
   * Something was said at a time of day, in seconds, that this code cannot read. It may have taken back any token that was
   * made by then: for those the index does not speak any more.
   */
  doubt(at: number): void {
    this.#horizon = Math.max(this.#horizon, at + this.#lifetimeSeconds + CLOCK_TOLERANCE_SECONDS);
  }

  /** Drops what no unexpired token can speak of any more. */
  sweep(instant: Instant): void {
    const ahead = this.#ahead;
    this.#ahead = [];
    for (const entry of ahead) this.add(entry, instant); // kept anew: counted from its own time, once that has come
    const { uptime, now } = instant;
    this.#latest = Math.max(this.#latest, now);
    for (const [id, until] of this.#sessions) {
      if (until > uptime) break;
      this.#sessions.delete(id);
    }
    for (const [id, { until }] of this.#users) {
      if (until > uptime) break;
      this.#users.delete(id);
    }
    for (let first = this.#forgetting[0]; first && first.until <= uptime; first = this.#forgetting[0]) {
      this.#horizon = Math.max(this.#horizon, first.exp);
      this.#forgetting.shift();
    }
  }

  get size(): number {
    return this.#sessions.size + this.#users.size + this.#keys.size;
  }
}
