/**
 * One entry of the revocation feed, as the index needs it. `before` is a time of day, as `iat` is; `at`, when the entry
 * was added, is of a clock that nobody puts forward or back: else what was forgotten in an hour that never was would be
 * valid again afterwards. Both in seconds.
 */
export type RevocationEntry =
  | { readonly kind: "session"; readonly id: string; readonly at: number }
  /** All of this user's tokens with `iat < before` are dead. */
  | { readonly kind: "user"; readonly id: string; readonly before: number; readonly at: number };

/** Entries outlive the last token they speak of by this much, in seconds: clocks differ. */
export const INDEX_MARGIN_SECONDS = 60;

/**
 * The set of what was revoked and could still be unexpired: what stands between a signature that is good and a
 * session that is not. An entry is kept one access token lifetime and a margin; after that no token that it
 * speaks of can be unexpired.
 */
export class RevocationIndex {
  /** Session id, and user id, to the second until which the entry is kept. Maps keep the order of insertion, so the oldest go first. */
  readonly #sessions = new Map<string, number>();
  readonly #users = new Map<string, { before: number; until: number }>();
  readonly #keepSeconds: number;

  constructor(accessTokenTtlSeconds: number) {
    this.#keepSeconds = accessTokenTtlSeconds + INDEX_MARGIN_SECONDS;
  }

  /** The same entry may be added any number of times. */
  add(entry: RevocationEntry): void {
    const until = entry.at + this.#keepSeconds;
    if (entry.kind === "session") {
      const known = this.#sessions.get(entry.id) ?? 0;
      this.#sessions.delete(entry.id); // setting alone would leave it where it was, in front of older ones
      this.#sessions.set(entry.id, Math.max(until, known));
    } else {
      const known = this.#users.get(entry.id);
      this.#users.delete(entry.id);
      this.#users.set(entry.id, {
        before: Math.max(entry.before, known?.before ?? 0),
        until: Math.max(until, known?.until ?? 0),
      });
    }
  }

  /** Whether a token with these claims was taken back. Two look-ups, no I/O. */
  isRevoked({ sid, sub, iat }: { sid: string; sub: string; iat: number }): boolean {
    if (this.#sessions.has(sid)) return true;
    const user = this.#users.get(sub);
    return user !== undefined && iat < user.before;
  }

  /** Drops what no unexpired token can speak of any more. @param nowSeconds of the clock that `at` is of */
  sweep(nowSeconds: number): void {
    for (const [id, until] of this.#sessions) {
      if (until > nowSeconds) break;
      this.#sessions.delete(id);
    }
    for (const [id, { until }] of this.#users) {
      if (until > nowSeconds) break;
      this.#users.delete(id);
    }
  }

  get size(): number {
    return this.#sessions.size + this.#users.size;
  }
}
