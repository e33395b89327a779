import "server-only";
import type { FeedReader } from "../sessions/feed-readers";
import { isFeedFresh } from "../sessions/follow-feed";
import { LruMap } from "../shared/lru-map";
import { processWide } from "../shared/process-wide";
import { findProfile } from "./queries";

export type Profile = NonNullable<Awaited<ReturnType<typeof findProfile>>>;

/** Profiles that are kept; each takes a few hundred bytes. */
const CACHE_SIZE = 10_000;

type Cache = {
  profiles: LruMap<string, Profile>;
  /** Changes heard of so far: a profile that was being read while one came in is not kept. */
  changes: number;
};

const cache = () => processWide<Cache>("profiles", () => ({ profiles: new LruMap(CACHE_SIZE), changes: 0 }));

/**
 * What a person's pages show of them: asked of the database once, then kept until the feed tells of a change. While the
 * feed is cut, asked every time.
 * @returns null when the account is gone
 */
export async function readProfile(userId: string): Promise<Profile | null> {
  const { profiles } = cache();
  const known = isFeedFresh() ? profiles.get(userId) : undefined;
  if (known) return known;
  const changesBefore = cache().changes;
  const profile = await findProfile(userId);
  if (!profile || cache().changes !== changesBefore) return profile;
  profiles.set(userId, profile);
  return profile;
}

/** Forgets what the feed says has changed. */
export const profileCacheReader: FeedReader = {
  onRow({ kind, id }) {
    if (kind !== "profile") return;
    cache().changes++;
    cache().profiles.delete(id);
  },
  onReset() {
    cache().changes++;
    cache().profiles.clear();
  },
};
