import { lookUp } from "./look-up";
import type { Words } from "./words/words";

type Described = { browser: string | null; os: string | null };

/** How a device is called: by the name its owner gave it, or by browser and system. */
export const deviceLabel = ({ name, ...device }: Described & { name: string | null }, words: Words): string =>
  name ?? deviceType(device, words);

/** Devices that people know by another name than their system's; each of these systems runs on one kind alone. */
const KNOWN_AS: Readonly<Record<string, string>> = { iOS: "iPhone", iPadOS: "iPad" };

/** Browser and system, or what people call the device, as far as they are known. */
export function deviceType({ browser, os }: Described, { sessions }: Words): string {
  const system = os && (lookUp(KNOWN_AS, os) ?? os);
  if (browser && system) return sessions.on(browser, system);
  return browser ?? system ?? sessions.unknownDevice;
}

/** Arabic, Hebrew and their kin: what is written from right to left. */
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A label for the middle of a sentence: one that is written from right to left does not turn what stands around it. */
export const withinSentence = (label: string): string => (RIGHT_TO_LEFT.test(label) ? `\u2068${label}\u2069` : label);
