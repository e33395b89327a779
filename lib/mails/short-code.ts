import "server-only";
import { randomBytes } from "node:crypto";

/** Crockford's base32: no letter of it is read for a digit. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 50 bits. */
const LENGTH = 10;

/** A random code for typing: ten characters in two groups, such as 4T7QK-0XW2M. */
export function randomCode(): string {
  const letters = [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]); // 256 is a multiple of 32
  return `${letters.slice(0, LENGTH / 2).join("")}-${letters.slice(LENGTH / 2).join("")}`;
}

/** One spelling of a typed code: blanks, dashes and case do not count, and what looks alike is alike. */
export const normalizeCode = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
