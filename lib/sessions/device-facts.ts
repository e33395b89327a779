import "server-only";
import { describeDevice } from "../infra/user-agent";
import type { DeviceFacts } from "../mails/kinds";
import type { Client } from "./start-session";

/** Where a request came from, as a mail tells of it. */
export function deviceFacts({ userAgent, place, ip }: Client, now: Date): DeviceFacts {
  const { browser, os } = describeDevice(userAgent);
  return { device: { name: null, browser, os }, place, ip, at: now.toISOString() };
}
