/** What is weak about a password; the words are in words/. */
export type PasswordWarning =
  | "listed"
  | "similar"
  | "personal"
  | "names"
  | "word"
  | "keys"
  | "repeated"
  | "sequence"
  | "dates";

/** What would help it most. */
export type PasswordAdvice = "more-words" | "no-tricks";

/** What guessing a password would take, by a program that knows what people choose. */
export type PasswordEstimate = {
  /** 0 and 1 fall within hours, 4 stands when a stolen database is attacked. */
  score: 0 | 1 | 2 | 3 | 4;
  warning: PasswordWarning | null;
  advice: PasswordAdvice | null;
};

/** Parts of what a person has typed that no password should be made of: an address without its last label, and its words. */
export function personalWords(...texts: readonly string[]): string[] {
  const parts = texts.flatMap((text) => {
    const own = text.includes("@") ? text.replace(/\.[^.@]*$/, "") : text;
    return [text, own.split("@", 1)[0] ?? "", ...own.split(/[^\p{L}\p{N}]+/u)];
  });
  return [...new Set(parts.map((part) => part.trim().toLowerCase()))].filter((part) => part.length > 2);
}
