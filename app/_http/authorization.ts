import { Problem } from "@/lib/shared/errors";

/**
 * What an Authorization header carries: its scheme in lower case, and the rest as it is. Anyone may send 16 kB of blanks
 * here: nothing in this file may look at them more than once.
 * @see RFC 9110 §11.4
 */
export function readAuthorization(headers: Headers): { scheme: string; credentials: string } | null {
  const header = headers.get("authorization")?.trim();
  if (header === undefined) return null;
  const blank = header.indexOf(" ");
  if (blank === -1) return { scheme: header.toLowerCase(), credentials: "" };
  return { scheme: header.slice(0, blank).toLowerCase(), credentials: header.slice(blank).trim() };
}

/** A `b64token`, which is also what our tokens are made of. @see RFC 6750 §2.1 */
const TOKEN = /^[\w.~+/-]+=*$/;

/**
 * The bearer token of a request. Other schemes are not ours: a reverse proxy may have one for all pages.
 * @returns null where there is none
 * @throws Problem `two_credentials` where there is more than one, `invalid_token` where what there is cannot be one
 */
export function readBearer(headers: Headers): string | null {
  const found = readAuthorization(headers);
  // Several headers come as one with commas (lib/start-up/mark-requests.ts); no token has one in it.
  if (found?.credentials.includes(",") && /\bbearer\b/i.test(headers.get("authorization") ?? "")) {
    throw new Problem("two_credentials");
  }
  if (found?.scheme !== "bearer") return null;
  if (!TOKEN.test(found.credentials)) throw new Problem("invalid_token");
  return found.credentials;
}

/**
 * User and password of `Authorization: Basic`; null where there is another scheme or none.
 * @throws Problem `malformed` for what is no base64 of UTF-8 with a colon in it
 * @see RFC 7617 §2
 */
export function readBasic(headers: Headers): { user: string; password: string } | null {
  const found = readAuthorization(headers);
  if (found?.scheme !== "basic") return null;
  const bytes = Buffer.from(found.credentials, "base64");
  // Buffer skips what is no base64: only what it writes the same way was any. Padding may be left out.
  const padded = bytes.toString("base64");
  if (![padded, padded.replace(/=+$/, "")].includes(found.credentials)) throw new Problem("malformed");
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const [, user, password] = /^([^:]*):(.*)$/su.exec(text) ?? [];
    if (user === undefined || password === undefined || /\p{Cc}/u.test(text)) throw new Problem("malformed");
    return { user, password };
  } catch (error) {
    if (error instanceof TypeError) throw new Problem("malformed"); // no UTF-8
    throw error;
  }
}
