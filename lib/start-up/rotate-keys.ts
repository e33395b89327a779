import "server-only";
import { clock } from "../infra/clock";
import { reloadKeys } from "../infra/keys";
import { faultFields, log } from "../infra/log";
import { rotateIfDue } from "../sessions/change-keys";

/** Twice in the time that a new key is published before it is used. */
const LOOK_EVERY_MS = 5 * 60_000;

/**
 * Makes new keys when the current ones are too old, and reads those there are: what could not be read when the feed told of
 * it is known before it is in use.
 */
export async function lookAfterKeys(now: Date): Promise<void> {
  await rotateIfDue(now);
  await reloadKeys();
}

/** Does that now and until the process ends. @throws when the first look fails */
export async function rotateKeysRegularly(): Promise<void> {
  await lookAfterKeys(clock.now());
  const look = () =>
    lookAfterKeys(clock.now()).catch((fault: unknown) => log().warn(faultFields(fault), "Keys were not looked after"));
  setInterval(() => void look(), LOOK_EVERY_MS).unref();
}
