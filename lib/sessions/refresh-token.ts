import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";

/** Session id and generation that a refresh token claims; not believed before its MAC is checked. */
export type RefreshClaim = { sid: string; generation: number; mac: Buffer };

/** What of a session's row the MAC is made from. */
export type RefreshSecrets = { id: string; refreshSalt: string; refreshKeyVersion: number };

const SID_BYTES = 16;
const GENERATION_BYTES = 4;
const MAC_BYTES = 32;
const TOKEN_BYTES = SID_BYTES + GENERATION_BYTES + MAC_BYTES;

function macOf(session: RefreshSecrets, generation: number, keys: ReadonlyMap<number, Buffer>): Buffer | null {
  const key = keys.get(session.refreshKeyVersion);
  if (!key) return null;
  // Every part but the last has a fixed length, so no two inputs read the same.
  return createHmac("sha256", key)
    .update("hufu refresh v1")
    .update(head(session.id, generation))
    .update(session.refreshSalt)
    .digest();
}

function head(sid: string, generation: number): Buffer {
  const bytes = Buffer.alloc(SID_BYTES + GENERATION_BYTES);
  bytes.write(sid, 0, "base64url");
  bytes.writeUInt32BE(generation, SID_BYTES);
  return bytes;
}

/**
 * The refresh token of one generation of a session: base64url(sid | generation | MAC), 70 characters. Nothing of
 * it is stored: it takes the row's salt and the wrapped key together to make one, and it is the same each time.
 * @throws Error when the session's key version is gone
 */
export function deriveRefreshToken(session: RefreshSecrets, generation: number, keys: ReadonlyMap<number, Buffer>) {
  const mac = macOf(session, generation, keys);
  if (!mac) throw new Error("The refresh key of this session is not in the database");
  return Buffer.concat([head(session.id, generation), mac]).toString("base64url");
}

/** @returns what a refresh token claims, or null for text that is none */
export function parseRefreshToken(token: string): RefreshClaim | null {
  const bytes = Buffer.from(token, "base64url");
  // Buffer skips foreign characters: only the one canonical spelling is a token.
  if (bytes.length !== TOKEN_BYTES || bytes.toString("base64url") !== token) return null;
  return {
    sid: bytes.subarray(0, SID_BYTES).toString("base64url"),
    generation: bytes.readUInt32BE(SID_BYTES),
    mac: bytes.subarray(SID_BYTES + GENERATION_BYTES),
  };
}

/** Whether this claim was made by us, for this very session. */
export function isGenuine(claim: RefreshClaim, session: RefreshSecrets, keys: ReadonlyMap<number, Buffer>): boolean {
  const expected = macOf(session, claim.generation, keys);
  return expected !== null && claim.sid === session.id && timingSafeEqual(expected, claim.mac);
}
