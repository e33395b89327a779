/** RFC 5321 §4.5.3.1: what a mail server must accept. */
const MAX_LENGTH = 254;
const MAX_LOCAL_LENGTH = 64;
/** Before Unicode's forms are made one, which takes time by the square of what is piled up on a letter. */
const MAX_TYPED_LENGTH = 4 * MAX_LENGTH;
/** No quotes, comments or characters beyond ASCII: mail libraries have misread them again and again. */
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
/** The last label has a letter: "2130706433" is no domain but an address, which a URL would read as 127.0.0.1. */
const DOMAIN = /^(?!(.*\.)?\d+$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

export type EmailAddress = {
  /** As typed, but for Unicode's form and spaces around it. Mail goes here. */
  address: string;
  /** One spelling for all that reach the same mailbox: lower case, domain in ASCII (RFC 5891). */
  key: string;
};

/** @returns null for text that is not one plain address */
export function parseEmailAddress(text: string): EmailAddress | null {
  if (text.length > MAX_TYPED_LENGTH) return null;
  const address = text.trim().normalize("NFKC");
  const at = address.lastIndexOf("@");
  const local = address.slice(0, Math.max(at, 0));
  if (!LOCAL_PART.test(local) || local.length > MAX_LOCAL_LENGTH || address.length > MAX_LENGTH) return null;
  const domain = asciiDomain(address.slice(at + 1));
  return domain && DOMAIN.test(domain) ? { address, key: `${local.toLowerCase()}@${domain}` } : null;
}

/** A URL's host goes through the same IDNA processing as a mail domain should. */
function asciiDomain(domain: string): string | null {
  if (/[/\\?#:@[\]\s%\p{Cc}\p{Cf}]/u.test(domain) || domain.endsWith(".")) return null;
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return null; // not a domain
  }
}
