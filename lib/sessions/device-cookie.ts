import "server-only";
import { createHash } from "node:crypto";
import { config } from "../infra/config";
import type { Transaction } from "../infra/db";
import { randomCredential, randomId } from "../infra/random-id";
import type { DeviceDescription } from "../infra/user-agent";
import { addSeconds } from "../shared/time";

/** What is kept of a device cookie. It has 192 random bits, so a plain hash hides it. */
export const hashDeviceCookie = (value: string): string => createHash("sha256").update(value).digest("base64url");

/** Whether this cookie belongs to the device, or did until a moment ago. */
export function isDeviceCookie(
  value: string | null,
  device: { cookieHash: string; previousCookieHash: string | null; cookieRenewedAt: Date },
  now: Date,
): boolean {
  if (!value) return false;
  const hash = hashDeviceCookie(value);
  const isJustRenewed = now < addSeconds(device.cookieRenewedAt, config().refreshGraceSeconds);
  return hash === device.cookieHash || (isJustRenewed && hash === device.previousCookieHash);
}

/**
 * Finds or makes the user's row for the device that presents `cookie`, and renews the cookie: a value known from before
 * a sign-in is worth nothing after it. The rows of other people on this device follow.
 *
 * Two sign-ins sent at once carry the same cookie; the second still finds the device, by the previous hash.
 */
export async function claimDevice(
  tx: Transaction,
  {
    userId,
    cookie,
    description,
    now,
  }: { userId: string; cookie: string | null; description: DeviceDescription; now: Date },
): Promise<{ deviceId: string; cookie: string; isNew: boolean }> {
  const renewed = randomCredential();
  const data = { cookieHash: hashDeviceCookie(renewed), cookieRenewedAt: now };
  if (cookie) {
    const hash = hashDeviceCookie(cookie);
    const recently = addSeconds(now, -config().refreshGraceSeconds);
    await tx.device.updateMany({
      where: { OR: [{ cookieHash: hash }, { previousCookieHash: hash, cookieRenewedAt: { gt: recently } }] },
      data: { ...data, previousCookieHash: hash },
    });
    const known = await tx.device.findUnique({
      where: { userId_cookieHash: { userId, cookieHash: data.cookieHash } },
      select: { id: true },
    });
    if (known) {
      await tx.device.update({ where: { id: known.id }, data: description });
      return { deviceId: known.id, cookie: renewed, isNew: false };
    }
  }
  const device = await tx.device.create({
    // Another sign-in may be under way from this browser, with the same cookie: it shall find this row.
    data: {
      id: randomId(),
      userId,
      ...data,
      previousCookieHash: cookie && hashDeviceCookie(cookie),
      ...description,
      createdAt: now,
    },
    select: { id: true },
  });
  return { deviceId: device.id, cookie: renewed, isNew: true };
}

/** Makes all of a person's devices unknown: whoever signs in on one again is told of as new. */
export async function forgetDevices(tx: Transaction, userId: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Device" SET "cookieHash" = 'forgotten/' || id, "previousCookieHash" = NULL WHERE "userId" = ${userId}`;
}
