import { base64url, compactVerify, errors, importJWK, type JWK } from "jose";

/** Why a text is no token at all. */
export type ReadingFault = "empty" | "encrypted" | "parts" | "alphabet" | "header" | "claims";

/** What a text is, as far as can be told without a key. */
export type Reading =
  | { kind: "jwt"; header: Record<string, unknown>; claims: Record<string, unknown>; hasSignature: boolean }
  /** Opaque, but for what it names (lib/sessions/refresh-token.ts). */
  | { kind: "refresh"; sid: string; generation: number }
  | { kind: "personal" }
  | { kind: "fault"; fault: ReadingFault };

const REFRESH_BYTES = 52;
const SID_BYTES = 16;
const PART = /^[\w-]+$/;

const fault = (code: ReadingFault): Reading => ({ kind: "fault", fault: code });

/** A part's JSON object; null for anything else. */
function readPart(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(base64url.decode(part)));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function readRefreshToken(text: string): Reading | null {
  if (!/^[\w-]{70}$/.test(text)) return null;
  const bytes = base64url.decode(text);
  if (bytes.length !== REFRESH_BYTES) return null;
  const sid = base64url.encode(bytes.subarray(0, SID_BYTES));
  return { kind: "refresh", sid, generation: new DataView(bytes.buffer, bytes.byteOffset).getUint32(SID_BYTES) };
}

/** Reads what someone pasted, with or without `Bearer` before it. Nothing of it is believed. @see RFC 7519 §7.2 */
export function readToken(pasted: string): Reading {
  const text = pasted.trim().replace(/^(authorization: *)?bearer +/i, "");
  if (text === "") return fault("empty");
  if (text.startsWith("hufu_pat_")) return { kind: "personal" };
  const parts = text.split(".");
  if (parts.length === 5) return fault("encrypted"); // RFC 7516
  const refresh = parts.length === 1 ? readRefreshToken(text) : null;
  if (refresh) return refresh;
  const [head = "", body = "", signature = ""] = parts;
  if (parts.length !== 3) return fault("parts");
  if (!PART.test(head) || !PART.test(body) || (signature !== "" && !PART.test(signature))) return fault("alphabet");
  const header = readPart(head);
  if (!header) return fault("header");
  const claims = readPart(body);
  return claims ? { kind: "jwt", header, claims, hasSignature: signature !== "" } : fault("claims");
}

/** What a signature is worth by a key set; `keys`: the set itself is none. */
export type SignatureVerdict = "good" | "wrong" | "unsigned" | "unknown-key" | "algorithm" | "extension" | "keys";

/** The algorithms of a key that does not say its own. */
function algorithmOf(key: JWK, asked: string): string | null {
  if (key.alg) return key.alg;
  const fits =
    (key.kty === "RSA" && /^(RS|PS)(256|384|512)$/.test(asked)) ||
    (key.kty === "EC" && /^ES(256|384|512)$/.test(asked)) ||
    (key.kty === "OKP" && /^(EdDSA|Ed25519)$/.test(asked)) ||
    (key.kty === "oct" && /^HS(256|384|512)$/.test(asked));
  return fits ? asked : null;
}

const isKey = (value: unknown): value is JWK =>
  typeof value === "object" && value !== null && "kty" in value && typeof value.kty === "string";

/** Not by a schema of zod's, which would try what no page of ours may: to evaluate code. @param published text of a JWK Set, or of one key */
function parseKeys(published: string): JWK[] | null {
  try {
    const value: unknown = JSON.parse(published);
    const keys = isKey(value) ? [value] : (value as { keys?: unknown } | null)?.keys;
    return Array.isArray(keys) && keys.every(isKey) ? keys : null;
  } catch {
    return null;
  }
}

/**
 * Whether a token was signed by the key of a set that its `kid` names, by that key's own algorithm.
 * @param published text of a JWK Set (RFC 7517 §5), or of one key
 */
export async function checkSignature(pasted: string, published: string): Promise<SignatureVerdict> {
  const text = pasted.trim().replace(/^(authorization: *)?bearer +/i, "");
  const reading = readToken(text);
  if (reading.kind !== "jwt") return "wrong";
  const { header, hasSignature } = reading;
  const alg = String(header.alg ?? "none");
  if (!hasSignature || alg.toLowerCase() === "none") return "unsigned";
  if ("crit" in header) return "extension";
  const keys = parseKeys(published);
  if (!keys) return "keys";
  const key = header.kid === undefined && keys.length === 1 ? keys[0] : keys.find(({ kid }) => kid === header.kid);
  if (!key) return "unknown-key";
  const own = algorithmOf(key, alg);
  const isSame = own === alg || (own === "EdDSA" && alg === "Ed25519") || (own === "Ed25519" && alg === "EdDSA");
  if (!isSame) return "algorithm";
  try {
    await compactVerify(text, await importJWK({ ...key, alg }, alg), { algorithms: [alg] });
    return "good";
  } catch (error) {
    if (error instanceof errors.JOSEError) return "wrong";
    return "keys"; // a key that cannot be imported
  }
}

/** What the times of a token say at an instant, in seconds. */
export type TimeVerdict = "good" | "expired" | "not-yet" | "from-the-future" | "endless";

const seconds = (value: unknown): number | null => (typeof value === "number" && Number.isFinite(value) ? value : null);

export function checkTimes({ exp, nbf, iat }: Record<string, unknown>, now: number, tolerance = 5): TimeVerdict {
  const [end, start, issued] = [seconds(exp), seconds(nbf), seconds(iat)];
  if (end !== null && end <= now) return "expired";
  if (start !== null && start > now + tolerance) return "not-yet";
  if (issued !== null && issued > now + tolerance) return "from-the-future";
  return end === null ? "endless" : "good";
}
