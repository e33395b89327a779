import { base64url, compactVerify, errors } from "jose";
import type { KeySet, VerificationKey } from "./key-set";

/** Longer tokens are refused before any of it is decoded. Hufu's own have about 600 characters. */
const MAX_LENGTH = 8_192;
const MAX_KID_LENGTH = 64;

const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** What the last character may be where a part's last group has two or three: the others leave bits over. */
const LAST_OF_TWO = "AQgw";
const LAST_OF_THREE = "AEIMQUYcgkosw048";

/** What a good signature covers. */
export type SignedContent = { readonly header: Record<string, unknown>; readonly payload: unknown };

/** Whether text in the base64url alphabet is the one spelling of its bytes. @see RFC 4648 §3.5 */
function isCanonical(part: string): boolean {
  const last = part.at(-1) ?? "";
  const rest = part.length % 4;
  return rest === 0 || (rest === 2 && LAST_OF_TWO.includes(last)) || (rest === 3 && LAST_OF_THREE.includes(last));
}

/**
 * Whether `token` is spelled as a compact JWS must be: three parts, none empty, each canonical. jose reads more (blanks, padding,
 * stray bits), and then many texts would be one token. Costs about 1 µs, before anything is decoded.
 * @see RFC 7515 §2
 */
export const isCompactJws = (token: string): boolean =>
  token.length <= MAX_LENGTH && COMPACT.test(token) && token.split(".").every(isCanonical);

/** JSON text in UTF-8, without a byte order mark; undefined for anything else. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function readHeader(token: string): Record<string, unknown> | null {
  const header = parseJson(base64url.decode(token.slice(0, token.indexOf("."))));
  return typeof header === "object" && header !== null && !Array.isArray(header) ? { ...header } : null;
}

/** Verifies a compact JWS with one key, by that key's algorithm. @returns null for one that is not good; a bug throws */
export async function verifyWithKey(token: string, { alg, key }: VerificationKey): Promise<SignedContent | null> {
  if (!isCompactJws(token)) return null;
  const header = readHeader(token);
  // Hufu knows no extension: whatever `crit` names, it is not understood (RFC 7515 §4.1.11).
  if (!header || "crit" in header) return null;
  try {
    const { payload } = await compactVerify(token, key, { algorithms: [alg] });
    return { header, payload: parseJson(payload) };
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

/**
 * Verifies a compact JWS by the key that its `kid` names, out of a closed set: no key that it brings or points at, and
 * no algorithm but the key's own, whatever its header says.
 * @see RFC 8725 §3.1, §3.10
 */
export async function verifyJws(token: string, keys: KeySet): Promise<(SignedContent & { kid: string }) | null> {
  if (!isCompactJws(token)) return null;
  const kid = readHeader(token)?.kid;
  const key = typeof kid === "string" && kid.length <= MAX_KID_LENGTH ? keys.get(kid) : undefined;
  const content = key && (await verifyWithKey(token, key));
  return content ? { ...content, kid: key.kid } : null;
}
