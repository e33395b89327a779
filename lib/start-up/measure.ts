import "server-only";
import { addGauge } from "../infra/metrics";
import { hashQueueLength } from "../infra/password-hash";
import { withTimeout } from "../infra/with-timeout";
import { countUnsent } from "../mails/operate";
import { feedAgeSeconds } from "../sessions/follow-feed";
import { openPagesCount } from "../sessions/live-pages";
import { revocationIndex } from "../sessions/process-index";

/** Figures that come from the database must not keep the others. In milliseconds. */
const COUNT_TIMEOUT_MS = 1_000;

/** What of this process is shown at /api/metrics besides what is counted where it happens. */
export function measureProcess(): void {
  addGauge("hufu_feed_age_seconds", "Since the last completed read of the revocation feed began.", feedAgeSeconds);
  addGauge("hufu_index_entries", "Entries of the revocation index.", () => revocationIndex().size);
  addGauge("hufu_hash_queue_length", "Passwords that wait to be hashed or checked.", hashQueueLength);
  for (const state of ["waiting", "failed"] as const) {
    const help = state === "waiting" ? "Mails and orders that wait to be sent." : "Mails that could not be sent.";
    addGauge(`hufu_mails_${state}`, `${help} NaN: the database did not answer.`, async () => {
      const counted = await withTimeout(countUnsent(), COUNT_TIMEOUT_MS).catch(() => null);
      return counted?.[state] ?? Number.NaN;
    });
  }
  addGauge("hufu_live_streams", "Browsers that listen for live events.", openPagesCount);
}
