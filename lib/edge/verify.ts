import { LruMap } from "../shared/lru-map";
import { type AccessClaims, hasGoodTimes, type TokenRules, verifyAccessToken } from "./access-token";
import type { KeySet } from "./key-set";
import type { RevocationIndex } from "./revocation-index";

/** Tokens whose signature is known to be good. 10,000 of them hold about 10 MB. */
const CACHE_SIZE = 10_000;

type Verified = { readonly claims: AccessClaims; readonly kid: string };

/**
 * What there is to say of a token without asking anyone.
 * - `accepted`: good, and nothing was taken back.
 * - `unsure`: good when it was made; whether it was taken back since cannot be told. Ask for the session's row, or refuse.
 */
export type Verdict =
  | ({ readonly outcome: "accepted" | "unsure" } & Verified)
  | { readonly outcome: "invalid" | "revoked" };

/** Says who is at the door. */
export type Verifier = (token: string, now: Date) => Promise<Verdict>;

const INVALID: Verdict = { outcome: "invalid" };
const REVOKED: Verdict = { outcome: "revoked" };

type VerifierOptions = {
  /** Read at each call, so that a key that is gone is gone at once. */
  keys: () => KeySet;
  rules: TokenRules;
  index: RevocationIndex;
  /** Whether the index has been told everything up to a few seconds ago. */
  isFresh: () => boolean;
};

/**
 * Makes the one function that decides whether an access token is good now: signature, claims, times and
 * revocation, without a database.
 *
 * A signature is checked once a token; expiry, key set and revocation are checked every time, so nothing that was
 * taken back is ever served from the cache. The cache is keyed by the whole text: a token with one other byte
 * is another token.
 */
export function createVerifier({ keys, rules, index, isFresh }: VerifierOptions): Verifier {
  const cache = new LruMap<string, Verified>(CACHE_SIZE);

  const judge = ({ claims, kid }: Verified): Verdict => {
    if (index.isRevoked(claims) || index.isWithdrawn(kid)) return REVOKED; // also when stale: it does not come back
    return { outcome: isFresh() && index.speaksFor(claims) ? "accepted" : "unsure", claims, kid };
  };

  return async (token, now) => {
    const known = cache.get(token);
    if (known) {
      // All times, not only the end: where the clock was put back, a token from the future is none again.
      if (!hasGoodTimes(known.claims, rules, now) || !keys().has(known.kid)) {
        cache.delete(token);
        return INVALID;
      }
      return judge(known);
    }
    const verified = await verifyAccessToken(token, keys(), rules, now);
    if (!verified) return INVALID;
    cache.set(token, verified);
    return judge(verified);
  };
}
