import "server-only";
import { inTransaction } from "../infra/db";
import { tellDevicesChanged } from "./live-pages";
import { recordEvents } from "./security-events";

/**
 * Names the device of one of a user's live sessions; null takes the name away. The name stays across sign-ins.
 * @returns false for an unknown session, someone else's, and one that has ended
 */
export async function nameDevice(
  userId: string,
  sessionId: string,
  name: string | null,
  now: Date,
  ip: string | null,
): Promise<boolean> {
  const isNamed = await inTransaction(async (tx) => {
    const session = await tx.session.findFirst({
      where: { id: sessionId, userId, endedAt: null, expiresAt: { gt: now } },
      select: { deviceId: true, device: { select: { name: true } } },
    });
    if (!session) return false;
    if (session.device.name === name) return true; // no event: nobody fills the log with what changes nothing
    await tx.device.updateMany({ where: { id: session.deviceId, userId }, data: { name } });
    await recordEvents(tx, [{ userId, type: "device-named", sessionId, deviceId: session.deviceId, ip }], now);
    return true;
  });
  if (isNamed) tellDevicesChanged(userId);
  return isNamed;
}
