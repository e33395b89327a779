import { describe, expect, it } from "vitest";
import { addSeconds } from "../shared/time";
import {
  endOf,
  isRotationDue,
  isSpentAt,
  JWKS_MAX_AGE_SECONDS,
  nextOf,
  PUBLISH_LEAD_SECONDS,
  stateAt,
  type Timed,
  viewAt,
} from "./key-ring";

const T0 = new Date("2027-01-01T12:00:00Z");
const TTL = 300;
const KEEP = TTL + 60;
const at = (seconds: number) => addSeconds(T0, seconds);
const justBefore = (instant: Date) => new Date(instant.getTime() - 1);
const key = (version: number, from: number, withdrawn: number | null = null): Timed => ({
  version,
  activeFrom: at(from),
  withdrawnAt: withdrawn === null ? null : at(withdrawn),
});
const view = (keys: Timed[], now: Date) => viewAt(keys, TTL, now);
const liveVersions = (keys: Timed[], now: Date) => view(keys, now).live.map(({ version }) => version);

describe("the current key", () => {
  const [first, second] = [key(1, 0), key(2, 1000)];

  it("changes at the very millisecond that the next one is for", () => {
    expect(view([first, second], justBefore(at(1000))).current).toBe(first);
    expect(view([first, second], at(1000)).current).toBe(second);
  });

  it("is the only one there is, also before its time: a clock may be behind", () => {
    for (const now of [at(-1_000_000), justBefore(at(0)), at(0), at(1_000_000)]) {
      expect(view([first], now)).toMatchObject({ current: first, live: [first] });
    }
    expect(view([second, first], at(-1)).current).toBe(first);
  });

  it("is the one before again when the clock is put back", () => {
    for (const now of [at(999), at(1500), at(999), at(5000), at(0)]) {
      expect(view([first, second], now).current).toBe(now < at(1000) ? first : second);
    }
  });

  it("of two for one instant is the later made, in whatever order they are read", () => {
    const [one, other] = [key(7, 0), key(8, 0)];
    expect(view([one, other], at(0)).current).toBe(other);
    expect(view([other, one], at(0)).current).toBe(other);
  });

  it("goes by time, not by version", () => {
    expect(view([key(3, 0), key(2, 500)], at(600)).current?.version).toBe(2);
  });

  it("is none where there is no key", () => {
    expect(view([], T0)).toEqual({ current: null, live: [], from: -Infinity, until: Infinity });
  });
});

describe("a retired key", () => {
  const ring = [key(1, 0), key(2, 1000), key(3, 2000)];

  it("verifies until the last token it can have signed has expired, and a minute, not at it", () => {
    const end = at(1000 + KEEP);
    expect(endOf(key(1, 0), ring, TTL)).toEqual(end);
    expect(liveVersions(ring, justBefore(end))).toEqual([1, 2, 3]);
    expect(liveVersions(ring, end)).toEqual([2, 3]);
    expect(endOf(key(3, 2000), ring, TTL)).toBeNull();
  });

  it("is back when the clock is put back to before its end", () => {
    expect(liveVersions(ring, at(1000 + KEEP))).not.toContain(1);
    expect(liveVersions(ring, at(1000))).toContain(1);
  });
});

describe("a withdrawn key", () => {
  it("counts for nothing, whatever its times", () => {
    for (const now of [at(-1), at(0), at(10), at(100_000)]) {
      expect(view([key(1, 0, 5)], now)).toMatchObject({ current: null, live: [] });
      expect(liveVersions([key(1, 0), key(2, 10, 20), key(3, 20)], now)).not.toContain(2);
    }
  });

  it("is followed by its successor from the same instant", () => {
    expect(view([key(1, 0, 5), key(2, 5)], at(5)).current?.version).toBe(2);
    expect(view([key(1, 0, 5), key(2, 5)], justBefore(at(5))).current?.version).toBe(2); // by a clock that is behind
  });

  it("does not bring back those that it had succeeded", () => {
    const ring = [key(1, 0), key(2, 1000, 9000), key(3, 9000)];
    expect(liveVersions(ring, at(9000))).toEqual([3]);
    expect(view(ring, justBefore(at(9000))).current?.version).toBe(3);
  });

  it("that never came into use has succeeded none", () => {
    const ring = [key(1, 0), key(2, 1000, 500)];
    expect(endOf(key(1, 0), ring, TTL)).toBeNull();
    expect(view(ring, at(50_000)).current?.version).toBe(1);
  });
});

describe("any ring of up to four keys", () => {
  const TIMES = [0, 200, 400, 600];
  const NOWS = Array.from({ length: 60 }, (_, i) => new Date(at(i * 20 - 60).getTime() + ((i % 3) - 1)));
  /** Every choice of times for `count` keys, in the order they were made. */
  const choices = (count: number): number[][] =>
    count === 0 ? [[]] : choices(count - 1).flatMap((times) => TIMES.map((time) => [...times, time]));
  const rings = [1, 2, 3, 4].flatMap((count) =>
    choices(count).map((times) => times.map((from, i) => key(i + 1, from))),
  );

  it("has one current key, which is live", () => {
    for (const ring of rings) {
      for (const now of NOWS) {
        const { current, live } = view(ring, now);
        expect(current && live.includes(current)).toBe(true);
      }
    }
  });

  it("keeps what was current at any instant until what it signed then has expired: nobody is signed out", () => {
    for (const ring of rings) {
      for (const now of NOWS) {
        const { current } = view(ring, now);
        for (const seconds of [0, 1, TTL / 2, TTL]) {
          const isLive = view(ring, addSeconds(now, seconds)).live.some((live) => live === current);
          if (!isLive) expect({ ring, now, seconds }).toBeNull();
        }
      }
    }
  });

  it("looks the same from the start of a view to just before its end", () => {
    for (const ring of rings) {
      for (const now of NOWS) {
        const seen = view(ring, now);
        expect(seen.from <= now.getTime() && now.getTime() < seen.until).toBe(true);
        const inside = [seen.from, seen.until - 1].filter(Number.isFinite).map((ms) => view(ring, new Date(ms)));
        for (const other of inside) expect(other).toEqual(seen);
      }
    }
  });
});

describe("the state of a key", () => {
  it("is told for people", () => {
    const ring = [key(1, -10_000), key(2, -KEEP - 100), key(3, -100), key(4, 100), key(5, 200, 10)];
    expect(ring.map((each) => stateAt(each, ring, TTL, T0))).toEqual([
      "gone",
      "retired",
      "current",
      "next",
      "withdrawn",
    ]);
  });

  it("says when its row may go", () => {
    const ring = [key(1, 0), key(2, 1000, 1500), key(3, 1500)];
    const [first, second, third] = ring as [Timed, Timed, Timed];
    expect(isSpentAt(first, ring, TTL, justBefore(at(1000 + KEEP)))).toBe(false);
    expect(isSpentAt(first, ring, TTL, at(1000 + KEEP))).toBe(true);
    expect(isSpentAt(second, ring, TTL, justBefore(at(1500 + KEEP)))).toBe(false);
    expect(isSpentAt(second, ring, TTL, at(1500 + KEEP))).toBe(true);
    expect(isSpentAt(third, ring, TTL, at(1_000_000))).toBe(false);
  });
});

describe("a new key", () => {
  it("is published longer before it signs than anybody keeps a set without it", () => {
    expect(PUBLISH_LEAD_SECONDS).toBeGreaterThan(JWKS_MAX_AGE_SECONDS + 60);
  });

  it("waits only as long as a lead: one further off is of a clock that was wrong", () => {
    expect(nextOf([key(1, 0), key(2, PUBLISH_LEAD_SECONDS)], T0)?.version).toBe(2);
    expect(nextOf([key(1, 0), key(2, PUBLISH_LEAD_SECONDS + 1)], T0)).toBeNull();
    expect(nextOf([key(1, 0), key(2, 100, 50)], T0)).toBeNull();
    expect(nextOf([key(1, 0)], T0)).toBeNull();
  });
});

describe("a rotation", () => {
  const MAX_AGE = 90 * 86_400;
  const dated = (timed: Timed, alg = "EdDSA") => ({ ...timed, alg });
  const isDue = (keys: (Timed & { alg: string })[], now: Date, maxAgeSeconds = MAX_AGE, alg = "EdDSA") =>
    isRotationDue(keys, { alg, maxAgeSeconds }, TTL, now);

  it("is due so early that the next key comes into use at the age, to the millisecond", () => {
    const due = at(MAX_AGE - PUBLISH_LEAD_SECONDS);
    expect(isDue([dated(key(1, 0))], justBefore(due))).toBe(false);
    expect(isDue([dated(key(1, 0))], due)).toBe(true);
  });

  it("is never due by age when there is none", () => {
    expect(isDue([dated(key(1, 0))], at(100 * MAX_AGE), 0)).toBe(false);
  });

  it("is due when another algorithm is wanted, but not twice while the next key waits", () => {
    const [current, next] = [dated(key(1, 0)), dated(key(2, PUBLISH_LEAD_SECONDS), "ES256")];
    expect(isDue([current], at(1), MAX_AGE, "ES256")).toBe(true);
    expect(isDue([current, next], at(1), MAX_AGE, "ES256")).toBe(false);
    expect(isDue([current, next], at(1), MAX_AGE, "RS256")).toBe(false);
    expect(isDue([current, next], at(PUBLISH_LEAD_SECONDS), MAX_AGE, "RS256")).toBe(true);
  });

  it("is due at once where every key was withdrawn", () => {
    expect(isDue([], T0)).toBe(true);
    expect(isDue([dated(key(1, 0, 5))], at(6))).toBe(true);
  });

  it("is not put off by a key that a wrong clock dated far ahead", () => {
    const ring = [dated(key(1, 0)), dated(key(2, 10 * MAX_AGE))];
    expect(isDue(ring, at(MAX_AGE))).toBe(true);
    expect(view(ring, at(MAX_AGE)).current?.version).toBe(1);
  });
});
