import "server-only";
import { createHash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

const PREFIX = "hufu_pat_";
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 190 bits. */
const RANDOM_LENGTH = 32;
const CHECKSUM_LENGTH = 6;
const FORM = new RegExp(`^${PREFIX}([0-9A-Za-z]{${RANDOM_LENGTH}})([0-9A-Za-z]{${CHECKSUM_LENGTH}})$`);

/** CRC-32 of the random part in base 62: a scanner of secrets tells a token from what looks like one, without asking. */
function checksum(random: string): string {
  let rest = crc32(random);
  let text = "";
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    text = ALPHABET.charAt(rest % ALPHABET.length) + text;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return text;
}

/** A new personal access token: `hufu_pat_`, 32 random letters and digits, and their checksum. */
export function randomPersonalToken(): string {
  const random = Array.from({ length: RANDOM_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join("");
  return PREFIX + random + checksum(random);
}

/** Whether a bearer token calls itself a personal one. */
export const isPersonalToken = (token: string): boolean => token.startsWith(PREFIX);

/** Whether a token can be one of ours at all. */
export function isWellFormed(token: string): boolean {
  const [, random = "", sum] = FORM.exec(token) ?? [];
  return sum !== undefined && sum === checksum(random);
}

/** What is kept of it. */
export const hashPersonalToken = (token: string): string => createHash("sha256").update(token).digest("base64url");
