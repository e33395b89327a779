import type { Words } from "./words/words";

type Described = { browser: string | null; os: string | null };

/** How a device is called: by the name its owner gave it, or by browser and system. */
export const deviceLabel = ({ name, ...device }: Described & { name: string | null }, words: Words): string =>
  name ?? deviceType(device, words);

/** Browser and system, as far as they are known. */
export function deviceType({ browser, os }: Described, { sessions }: Words): string {
  if (browser && os) return sessions.on(browser, os);
  return browser ?? os ?? sessions.unknownDevice;
}
