import "server-only";
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { decrypt, encrypt } from "./aes-gcm";
import { keys } from "./keys";

/** A key for one use, out of the one that the database keeps wrapped. @see RFC 5869 */
function keyFor(use: "seal" | "mac", version: number): Buffer {
  const key = keys().sealing.byVersion.get(version);
  if (!key) throw new Error(`The sealing key of version ${version} is not in the database`);
  return Buffer.from(hkdfSync("sha256", key, "", `hufu ${use} v1`, 32));
}

/** The version of the key, and what was made with it. */
function parse(text: string): { version: number; rest: string } {
  const [version = "", rest = ""] = text.split(".", 2);
  return { version: Number(version), rest };
}

/**
 * Encrypts what the database keeps of a person's mail or of an act that waits for it.
 * @param label says what it is and of which row: moved to another, it does not open
 */
export function seal(label: string, value: unknown): string {
  const version = keys().sealing.current;
  return `${version}.${encrypt(keyFor("seal", version), label, Buffer.from(JSON.stringify(value)))}`;
}

/** @throws Error for what was not sealed under this label, and where its key is gone */
export function unseal(label: string, sealed: string): unknown {
  const { version, rest } = parse(sealed);
  return JSON.parse(decrypt(keyFor("seal", version), label, rest).toString());
}

/** A MAC of a secret too short for a plain hash: who has the database alone cannot try them all. */
export function macOf(label: string, secret: string, version: number = keys().sealing.current): string {
  return `${version}.${createHmac("sha256", keyFor("mac", version)).update(`${label}\n${secret}`).digest("base64url")}`;
}

/** Of the key by which mailboxes are counted: always one, or a rotation would make each a new one. */
export const MAILBOX_MAC_VERSION = 1;

/** Whether a MAC is that of this secret; the time it takes says nothing. */
export function isMacOf(mac: string, label: string, secret: string): boolean {
  const expected = Buffer.from(macOf(label, secret, parse(mac).version));
  const given = Buffer.from(mac);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
