import { randomCredential } from "@/lib/infra/random-id";
import { clientOf } from "./client";
import type { Exchange } from "./exchange";
import { deviceCookie } from "./session-cookies";

/** What a value of ours looks like; anything else was made up, and is replaced. */
const VALUE = /^[\w-]{32}$/;

/** Makes sure that this browser has a device cookie, the one that it sent if it did. @returns its value */
export function knownDevice({ request, setCookies }: Exchange): string {
  const carried = clientOf(request.headers).deviceCookie;
  const value = carried && VALUE.test(carried) ? carried : randomCredential();
  setCookies.push(deviceCookie(value));
  return value;
}
