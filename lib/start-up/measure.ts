import "server-only";
import { addGauge } from "../infra/metrics";
import { hashQueueLength } from "../infra/password-hash";
import { feedAgeSeconds } from "../sessions/follow-feed";
import { openPagesCount } from "../sessions/live-pages";
import { revocationIndex } from "../sessions/process-index";

/** What of this process is shown at /api/metrics besides what is counted where it happens. */
export function measureProcess(): void {
  addGauge("hufu_feed_age_seconds", "Since the last completed read of the revocation feed began.", feedAgeSeconds);
  addGauge("hufu_index_entries", "Entries of the revocation index.", () => revocationIndex().size);
  addGauge("hufu_hash_queue_length", "Passwords that wait to be hashed or checked.", hashQueueLength);
  addGauge("hufu_live_streams", "Browsers that listen for live events.", openPagesCount);
}
