import "server-only";
import { alertStolenToken } from "./alerts";
import { revokingTransaction } from "./end-sessions";
import type { EndReason } from "./policy";
import type { Client } from "./start-session";

/** Ends the session of a token that was presented: its time is over, or it was spent before and so copied. */
export async function endByToken(
  { id, userId }: { id: string; userId: string },
  reason: EndReason,
  client: Client,
  now: Date,
): Promise<{ outcome: "ended"; reason: EndReason }> {
  await revokingTransaction(async (tx, endWithin) => {
    const ended = await endWithin({ scope: { userId, id }, reason, now, ip: client.ip });
    const isTheft = reason === "reuse-detected" && ended.length > 0; // told once, however many come with the old token
    if (isTheft) await alertStolenToken(tx, userId, { sessionId: id, client, now });
  }, now);
  return { outcome: "ended", reason };
}
