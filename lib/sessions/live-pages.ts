import "server-only";
import { processWide } from "../shared/process-wide";
import type { FeedRow } from "./feed";

/** What an open page is told: its session is over, or its owner's list of devices has changed. */
export type PageEvent = { type: "ended"; reason: string } | { type: "devices" };

/** The pages of one browser that are open, as one listener. */
export type LivePages = {
  readonly sid: string;
  readonly userId: string;
  readonly tell: (event: PageEvent) => void;
  /** Ends the listening from this side. */
  readonly close: () => void;
};

/** Streams that one session may hold open; the oldest gives way. One a browser is what our own pages use. */
const MAX_PER_SESSION = 8;

type BySession = Map<string, Set<LivePages>>;
const byUser = () => processWide<Map<string, BySession>>("live-pages", () => new Map());
const changedUsers = () => processWide<Set<string>>("live-pages-changed", () => new Set());

/** Registers open pages. @returns takes them out again */
export function openPages(pages: LivePages): () => void {
  const { sid, userId } = pages;
  const ofUser: BySession = byUser().get(userId) ?? new Map();
  const ofSession = ofUser.get(sid) ?? new Set();
  byUser().set(userId, ofUser);
  ofUser.set(sid, ofSession);
  ofSession.add(pages);
  const [oldest] = ofSession;
  if (ofSession.size > MAX_PER_SESSION) oldest?.close();
  return () => {
    ofSession.delete(pages);
    if (ofSession.size === 0 && ofUser.get(sid) === ofSession) ofUser.delete(sid);
    if (ofUser.size === 0 && byUser().get(userId) === ofUser) byUser().delete(userId);
  };
}

/**
 * Tells a user's open pages, on this process, that the list of devices has changed: once for all that is told in one go. A
 * thousand devices that are signed out together would else send each of a thousand pages as many events.
 */
export function tellDevicesChanged(userId: string): void {
  if (changedUsers().has(userId) || !byUser().has(userId)) return;
  changedUsers().add(userId);
  queueMicrotask(() => {
    changedUsers().delete(userId);
    for (const ofSession of byUser().get(userId)?.values() ?? []) {
      for (const { tell } of ofSession) tell({ type: "devices" });
    }
  });
}

/** Tells those pages whom a row of the feed concerns. */
export function tellOfRow({ kind, id, userId, reason }: FeedRow): void {
  if (kind !== "session" || userId === null) return;
  for (const { tell } of byUser().get(userId)?.get(id) ?? []) tell({ type: "ended", reason });
  tellDevicesChanged(userId);
}

/** Something may have been missed: pages that lose their stream ask, and come back. */
export function closeAllPages(): void {
  for (const ofUser of byUser().values()) {
    for (const ofSession of ofUser.values()) for (const { close } of ofSession) close();
  }
}

/** How many browsers are listening. */
export function openPagesCount(): number {
  let count = 0;
  for (const ofUser of byUser().values()) for (const { size } of ofUser.values()) count += size;
  return count;
}
