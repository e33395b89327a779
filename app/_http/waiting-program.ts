import { count, countBack } from "@/lib/infra/rate-limits";
import { findWaitingProgram, type WaitingProgram } from "@/lib/programs/device-grants";

/**
 * Which program waits with a code that someone typed; null: none. Codes that nobody waits with are counted, for they are
 * short; before they are looked up, so that a thousand at one moment are no way round it.
 * @throws Problem `too_many_requests`
 * @see RFC 8628 §5.1
 */
export async function waitingProgram(userId: string, typed: string, now: Date): Promise<WaitingProgram | null> {
  await count("wrong-user-code", userId);
  const found = await findWaitingProgram(typed, now);
  if (found) await countBack("wrong-user-code", userId);
  return found;
}
