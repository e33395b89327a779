import { describe, expect, it } from "vitest";
import { FEED_TRUST_MS, FeedFreshness } from "./feed-freshness";

const at = (monotonicMs: number, wallMs = monotonicMs) => ({ monotonicMs, wallMs });

function readAt(reading: ReturnType<typeof at>) {
  const freshness = new FeedFreshness();
  freshness.completed(reading);
  return freshness;
}

describe("what was read of the feed", () => {
  it("is trusted for five seconds from when the read began, and not a millisecond more", () => {
    expect(FEED_TRUST_MS).toBe(5_000);
    expect(readAt(at(100)).isFresh(at(5_100))).toBe(true);
    expect(readAt(at(100)).isFresh(at(5_100.001))).toBe(false);
  });

  it("is not trusted before the first read", () => {
    expect(new FeedFreshness().isFresh(at(0))).toBe(false);
  });

  it("is old after a machine was suspended, which stops the monotonic clock", () => {
    expect(readAt(at(100)).isFresh(at(200, 100 + 60_000))).toBe(false);
  });

  it("is not made younger by a time of day that is put back an hour", () => {
    const freshness = readAt(at(100));
    expect(freshness.isFresh(at(4_000, 4_000 - 3_600_000))).toBe(true);
    expect(freshness.isFresh(at(5_101, 5_101 - 3_600_000))).toBe(false);
  });

  it("is not made older by an earlier read that ends later", () => {
    const freshness = readAt(at(3_000));
    freshness.completed(at(1_000));
    expect(freshness.isFresh(at(8_000))).toBe(true);
  });
});
