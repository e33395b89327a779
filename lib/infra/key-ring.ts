import "server-only";
import { addSeconds } from "../shared/time";

/** Verifiers elsewhere may keep the published key set this long, in seconds. */
export const JWKS_MAX_AGE_SECONDS = 300;
/** A new key is published this long before it signs, in seconds: by then nobody has a set without it. */
export const PUBLISH_LEAD_SECONDS = 2 * JWKS_MAX_AGE_SECONDS;
/** A key outlives the last token it can have signed by this much, in seconds: clocks differ. */
const RETIRED_MARGIN_SECONDS = 60;

/** When a key of a purpose comes into use, and whether it was taken out of it. */
export type Timed = { readonly version: number; readonly activeFrom: Date; readonly withdrawnAt: Date | null };

/** `gone`: whatever it made has expired. */
export type KeyState = "next" | "current" | "retired" | "gone" | "withdrawn";

const byUse = (a: Timed, b: Timed) => a.activeFrom.getTime() - b.activeFrom.getTime() || a.version - b.version;

/** Whether a key ever came into use: one withdrawn before has succeeded none. */
const wasUsed = ({ activeFrom, withdrawnAt }: Timed) => withdrawnAt === null || withdrawnAt > activeFrom;

/**
 * The instant from which nothing that a key made is good any more: a token's lifetime and a margin after its successor came
 * into use. @returns null while it has no successor
 */
export function endOf<K extends Timed>(key: K, keys: readonly K[], tokenTtlSeconds: number): Date | null {
  const successor = keys.filter((other) => wasUsed(other) && byUse(other, key) > 0).sort(byUse)[0];
  return successor ? addSeconds(successor.activeFrom, tokenTtlSeconds + RETIRED_MARGIN_SECONDS) : null;
}

/** The keys of one purpose at one instant. */
export type RingView<K> = {
  /** What new things are made with; null where every key was withdrawn. */
  readonly current: K | null;
  /** What may still be good, in the order of use: retired, current, next. */
  readonly live: readonly K[];
  /** In milliseconds since the epoch: the view is the same from the first until just before the second. */
  readonly from: number;
  readonly until: number;
};

/**
 * Which keys count at `now`. All processes agree by their clocks alone: of those that are not withdrawn, the one whose time
 * came last is current; where none has come, for a clock may be behind, the one that comes first.
 */
export function viewAt<K extends Timed>(keys: readonly K[], tokenTtlSeconds: number, now: Date): RingView<K> {
  const timed = keys
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .sort(byUse)
    .map((key) => ({ key, end: endOf(key, keys, tokenTtlSeconds) }));
  const live = timed.filter(({ end }) => end === null || now < end).map(({ key }) => key);
  const changes = timed.flatMap(({ key, end }) => [key.activeFrom.getTime(), end?.getTime() ?? Infinity]);
  return {
    current: live.findLast(({ activeFrom }) => activeFrom <= now) ?? live[0] ?? null,
    live,
    from: Math.max(-Infinity, ...changes.filter((at) => at <= now.getTime())),
    until: Math.min(Infinity, ...changes.filter((at) => at > now.getTime())),
  };
}

/** What a key is at `now`, for people. */
export function stateAt<K extends Timed>(key: K, keys: readonly K[], tokenTtlSeconds: number, now: Date): KeyState {
  if (key.withdrawnAt) return "withdrawn";
  const { current, live } = viewAt(keys, tokenTtlSeconds, now);
  if (key === current) return "current";
  if (!live.includes(key)) return "gone";
  return key.activeFrom > now ? "next" : "retired";
}

/** The key that is published and waits for its time, if there is one. One further off is of a clock that was wrong. */
export const nextOf = <K extends Timed>(keys: readonly K[], now: Date): K | null =>
  keys.find(
    ({ activeFrom, withdrawnAt }) =>
      withdrawnAt === null && activeFrom > now && activeFrom <= addSeconds(now, PUBLISH_LEAD_SECONDS),
  ) ?? null;

/** Whether a successor should be made: none is waiting, and the current key is too old or of another algorithm. */
export function isRotationDue<K extends Timed & { alg: string | null }>(
  keys: readonly K[],
  rule: { alg: string | null; maxAgeSeconds: number },
  tokenTtlSeconds: number,
  now: Date,
): boolean {
  const { current } = viewAt(keys, tokenTtlSeconds, now);
  if (!current) return true;
  if (nextOf(keys, now)) return false;
  if (current.alg !== rule.alg) return true;
  // So early that the successor comes into use at the age, not only then into the set.
  return rule.maxAgeSeconds > 0 && now >= addSeconds(current.activeFrom, rule.maxAgeSeconds - PUBLISH_LEAD_SECONDS);
}

/** Whether nothing that a key made can be good any more, so that its row may go. */
export function isSpentAt<K extends Timed>(key: K, keys: readonly K[], tokenTtlSeconds: number, now: Date): boolean {
  if (key.withdrawnAt) return now >= addSeconds(key.withdrawnAt, tokenTtlSeconds + RETIRED_MARGIN_SECONDS);
  return stateAt(key, keys, tokenTtlSeconds, now) === "gone";
}
