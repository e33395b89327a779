import "server-only";
import { clock } from "../infra/clock";
import { faultFields, log } from "../infra/log";
import { rotateIfDue } from "../sessions/change-keys";

/** Far below the time that a new key is published before it is used. */
const LOOK_EVERY_MS = 5 * 60_000;

/** Makes new keys when the current ones are too old, now and until the process ends. @throws when the first look fails */
export async function rotateKeysRegularly(): Promise<void> {
  await rotateIfDue(clock.now());
  const look = () =>
    rotateIfDue(clock.now()).catch((fault: unknown) => log().warn(faultFields(fault), "Keys were not looked after"));
  setInterval(() => void look(), LOOK_EVERY_MS).unref();
}
