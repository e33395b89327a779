import { FEED_TRUST_MS } from "@/lib/edge/feed-freshness";
import { FEED_PAGE_SIZE } from "@/lib/edge/remote/feed-page";
import { clock } from "@/lib/infra/clock";
import { faultFields, log } from "@/lib/infra/log";
import { withTimeout } from "@/lib/infra/with-timeout";
import { readAlong } from "@/lib/sessions/feed-readers";
import { readPublicPage } from "@/lib/sessions/publish-feed";
import { processWide } from "@/lib/shared/process-wide";
import type { EventStream } from "./event-stream";

/** From one to the next at most two seconds go by, the read of the feed included. */
const HEARTBEAT_MS = 1_900;

/** What wakes each open stream. */
const wakers = () =>
  processWide("feed-streams", () => {
    const all = new Set<() => void>();
    readAlong("feed-streams", {
      onRow: () => {
        for (const wake of all) wake();
      },
    });
    return all;
  });

/** Waits until something has come since `begin`, or for a heartbeat's time. What comes while nobody waits is not lost. */
function bellOf(stream: EventStream) {
  let isRung = false;
  let wake = () => {};
  const ring = () => {
    isRung = true;
    wake();
  };
  wakers().add(ring);
  stream.onClose(() => {
    wakers().delete(ring);
    ring();
  });
  return {
    begin: () => {
      isRung = false;
    },
    wait: () =>
      new Promise<void>((resolve) => {
        if (isRung) return resolve();
        const timer = setTimeout(resolve, HEARTBEAT_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}

/**
 * Sends entries of the feed as they come. Between them a heartbeat says when the database was last asked, and so up to
 * which instant the reader knows everything: without it for five seconds, a reader must not trust what it has.
 */
export function followPublicFeed(stream: EventStream, after: bigint | null): void {
  const bell = bellOf(stream);
  const follow = async () => {
    let cursor = after;
    while (!stream.isClosed()) {
      bell.begin();
      const at = clock.now();
      const { events, next } = await readPublicPage(cursor, at);
      for (const event of events) stream.send({ type: "revocation", id: String(event.seq), data: event });
      cursor = BigInt(next);
      if (events.length === FEED_PAGE_SIZE) {
        await withTimeout(stream.drained(), FEED_TRUST_MS); // a slower reader knows too little; it can come back
        continue;
      }
      stream.send({ type: "heartbeat", id: String(next), data: { at, next } });
      await bell.wait();
    }
  };
  follow().catch((fault: unknown) => {
    log().warn(faultFields(fault), "A stream of the revocation feed was ended");
    stream.close(); // the reader comes back, and trusts nothing until then
  });
}
