import "server-only";
import { INDEX_MARGIN_SECONDS, type RevocationEntry, RevocationIndex } from "../edge/revocation-index";
import { config } from "../infra/config";
import { database, type Transaction } from "../infra/db";
import type { Purpose } from "../infra/key-material";
import { processWide } from "../shared/process-wide";
import { addSeconds, toSeconds } from "../shared/time";
import type { EndReason } from "./policy";

const COUNTER_ID = 1;

/** What is appended to the feed. `before` in whole seconds. */
export type Revocation =
  | { kind: "session"; id: string; reason: EndReason }
  | { kind: "user"; id: string; before: number; reason: EndReason }
  /** A signing key that verifies nothing any more; `id` is its `kid`. */
  | { kind: "key"; id: string; reason: "withdrawn" }
  /** For Hufu's own processes: the keys of a purpose changed, they are to be read again. */
  | { kind: "keys"; id: Purpose; reason: "rotated" };

/** This process's set of what was revoked and could still be unexpired. */
export const revocationIndex = (): RevocationIndex =>
  processWide("revocation-index", () => new RevocationIndex(config().accessTokenTtlSeconds));

/** Seconds of a clock that no one sets. */
const uptimeSeconds = (): number => performance.now() / 1000;

function toEntries(revocation: Revocation, at: number): RevocationEntry[] {
  if (revocation.kind === "session") return [{ kind: "session", id: revocation.id, at }];
  if (revocation.kind === "user") return [{ kind: "user", id: revocation.id, before: revocation.before, at }];
  return []; // keys are in the ring
}

/**
 * Appends to the revocation feed. The counter's row stays locked until the transaction ends, so numbers become visible
 * in order and without gaps: nobody who reads `after=SEQ` can miss a row that commits late.
 */
export async function appendToFeed(tx: Transaction, revocations: readonly Revocation[], now: Date): Promise<void> {
  if (revocations.length === 0) return;
  const { seq } = await tx.revocationCounter.upsert({
    where: { id: COUNTER_ID },
    create: { id: COUNTER_ID, seq: revocations.length },
    update: { seq: { increment: revocations.length } },
  });
  const first = seq - BigInt(revocations.length) + 1n;
  await tx.revocation.createMany({
    data: revocations.map((revocation, i) => ({
      seq: first + BigInt(i),
      kind: revocation.kind,
      subject: revocation.id,
      before: revocation.kind === "user" ? new Date(revocation.before * 1000) : null,
      reason: revocation.reason,
      at: now,
    })),
  });
}

/** Makes this process refuse what was revoked. To be called after the commit, before the answer. */
export function applyToIndex(revocations: readonly Revocation[]): void {
  const at = uptimeSeconds();
  for (const entry of revocations.flatMap((revocation) => toEntries(revocation, at))) revocationIndex().add(entry);
  revocationIndex().sweep(at);
}

/** Fills the index with what the feed holds that could still matter. Before this, nothing is verified. */
export async function readIndex(now: Date): Promise<void> {
  const oldest = addSeconds(now, -(config().accessTokenTtlSeconds + INDEX_MARGIN_SECONDS));
  const rows = await (await database()).revocation.findMany({
    where: { at: { gte: oldest } },
    orderBy: { seq: "asc" },
  });
  const at = uptimeSeconds();
  for (const { kind, subject, before } of rows) {
    if (kind === "session") revocationIndex().add({ kind, id: subject, at });
    if (kind === "user" && before) revocationIndex().add({ kind, id: subject, before: toSeconds(before), at });
  }
}
