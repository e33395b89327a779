import "server-only";
import { randomInt } from "node:crypto";

/** Consonants that are not taken for each other or for digits: they make no words. @see RFC 8628 §6.1 */
const ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
/** 34 bits: enough for ten minutes and ten tries. */
const LENGTH = 8;

/** A random code for typing, such as WDJB-MJHT. */
export function randomUserCode(): string {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join("");
  return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`;
}

/** The letters of a typed code; blanks, dashes and case do not count. */
const lettersOf = (typed: string): string => typed.toUpperCase().replace(/[\s\p{Pd}]/gu, "");

/** One spelling of a typed code, as it was shown; null for what can be none. */
export function parseUserCode(typed: string): string | null {
  const letters = lettersOf(typed);
  const isCode = letters.length === LENGTH && [...letters].every((letter) => ALPHABET.includes(letter));
  return isCode ? `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}` : null;
}
