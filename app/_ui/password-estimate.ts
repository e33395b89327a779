import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import adjacencyGraphs from "@zxcvbn-ts/language-common/dist/adjacencyGraphs.json.mjs";
import diceware from "@zxcvbn-ts/language-common/dist/diceware.json.mjs";
import passwords from "@zxcvbn-ts/language-common/dist/passwords.json.mjs";
import commonWords from "@zxcvbn-ts/language-en/dist/commonWords.json.mjs";
import firstnames from "@zxcvbn-ts/language-en/dist/firstnames.json.mjs";
import wordSequences from "@zxcvbn-ts/language-en/dist/wordSequences.json.mjs";
import { lookUp } from "@/lib/shared/look-up";
import type { PasswordEstimate, PasswordWarning } from "@/lib/shared/password-strength";

/** The time grows with the square of the length, and what is strong up to here is strong. */
const MAX_LENGTH = 48;

/** What zxcvbn-ts calls it, by what Hufu says of it. */
const WARNINGS: Readonly<Record<string, PasswordWarning>> = {
  topTen: "listed",
  topHundred: "listed",
  common: "listed",
  similarToCommon: "similar",
  userInputs: "personal",
  namesByThemselves: "names",
  commonNames: "names",
  wordByItself: "word",
  straightRow: "keys",
  keyPattern: "keys",
  simpleRepeat: "repeated",
  extendedRepeat: "repeated",
  sequences: "sequence",
  recentYears: "dates",
  dates: "dates",
};
const TRICKS = ["l33t", "reverseWords"];

/**
 * Reads the lists of words, in a quarter of a second, and answers what guessing a password would take, in up to half a
 * second: for a worker, not for the page. The two largest lists of the package, surnames and an encyclopaedia's words, are
 * left out: they double the download and hardly change what is said of 15 characters.
 */
export function createEstimator(): (password: string, personal: string[]) => PasswordEstimate {
  const zxcvbn = new ZxcvbnFactory({
    dictionary: {
      "diceware-common": diceware,
      "passwords-common": passwords,
      "commonWords-en": commonWords,
      "firstnames-en": firstnames,
      ...wordSequences,
    },
    graphs: adjacencyGraphs,
    maxLength: MAX_LENGTH,
  });
  return (password, personal) => {
    const { score, feedback, sequence } = zxcvbn.check(password.slice(0, MAX_LENGTH), personal);
    const isPersonal =
      score < 4 && sequence.some((match) => "dictionaryName" in match && match.dictionaryName === "userInputs");
    const isTrick = feedback.suggestions.some((suggestion) => TRICKS.includes(suggestion));
    return {
      score,
      warning: isPersonal ? "personal" : (lookUp(WARNINGS, feedback.warning ?? "") ?? null),
      advice: score > 2 ? null : isTrick ? "no-tricks" : "more-words",
    };
  };
}
