import "server-only";
import { processWide } from "../shared/process-wide";
import type { FeedRow } from "./feed";
import { revocationIndex } from "./process-index";

/** What an open page is told: its session is over, or its owner's list of devices has changed. */
export type LiveEvent = { type: "ended"; reason: string } | { type: "devices" };

/** The pages of one browser that are open, as one listener. */
export type LivePages = {
  readonly sid: string;
  readonly userId: string;
  readonly tell: (event: LiveEvent) => void;
  /** Ends the listening from this side. */
  readonly close: () => void;
};

/** Streams that one session may hold open; the oldest gives way. One a browser is what our own pages use. */
const MAX_PER_SESSION = 8;

const byUser = () => processWide<Map<string, Set<LivePages>>>("live-pages", () => new Map());

/** Registers open pages. @returns takes them out again */
export function openPages(pages: LivePages): () => void {
  const ofUser = byUser().get(pages.userId) ?? new Set();
  byUser().set(pages.userId, ofUser);
  ofUser.add(pages);
  const ofSession = [...ofUser].filter(({ sid }) => sid === pages.sid);
  if (ofSession.length > MAX_PER_SESSION) ofSession[0]?.close();
  // Revoked between the check at the door and now: nobody would tell these pages any more.
  if (revocationIndex().isRevoked({ sid: pages.sid, sub: pages.userId, iat: Number.POSITIVE_INFINITY })) {
    pages.tell({ type: "ended", reason: "revoked" });
  }
  return () => {
    ofUser.delete(pages);
    if (ofUser.size === 0 && byUser().get(pages.userId) === ofUser) byUser().delete(pages.userId);
  };
}

/** Tells a user's open pages, on this process, that the list of devices has changed. */
export function tellDevicesChanged(userId: string): void {
  for (const { tell } of byUser().get(userId) ?? []) tell({ type: "devices" });
}

/** Tells those pages whom a row of the feed concerns. */
export function tellOfRow({ kind, id, userId, reason }: FeedRow): void {
  if (kind !== "session" || userId === null) return;
  for (const { sid, tell } of byUser().get(userId) ?? []) {
    tell(sid === id ? { type: "ended", reason } : { type: "devices" });
  }
}

/** How many browsers are listening. */
export const openPagesCount = (): number => [...byUser().values()].reduce((sum, { size }) => sum + size, 0);
