import type { PasswordAdvice, PasswordWarning } from "../../password-strength";

/** What is weak about a new password. */
const warnings: Record<PasswordWarning, string> = {
  listed: "It is on the lists of known passwords that are tried first.",
  similar: "It is close to passwords that many people use.",
  personal: "It contains your e-mail address or your name.",
  names: "Names are easy to guess.",
  word: "A single word is easy to guess.",
  keys: "Neighbouring keys are easy to guess.",
  repeated: "Repetition makes it longer, but not harder to guess.",
  sequence: "Sequences such as “abc” or “123” are easy to guess.",
  dates: "Years and dates are easy to guess.",
};

const advice: Record<PasswordAdvice, string> = {
  "more-words": "Add a few words that have nothing to do with each other.",
  "no-tricks": "Signs in place of letters, or words turned round, hardly help: add other words.",
};

export const door = {
  email: "E-mail",
  password: "Password",
  showPassword: "Show password",
  capsLock: "Caps Lock is on",
  remember: "Keep me signed in on this device",
  newHere: "New here?",
  haveAccount: "Already have an account?",
  createAccountSubmit: "Create account",
  nameOptional: "Name (optional)",
  passwordHint: (min: number) =>
    `At least ${min} characters: a few unrelated words are easy to remember and hard to guess.`,
  strength: {
    tooShort: "{count} of at least {min} characters.",
    /** From falls at once to stands for years. */
    levels: [
      "Very easy to guess.",
      "Easy to guess.",
      "Not yet hard to guess.",
      "Hard to guess.",
      "Very hard to guess.",
    ],
    warnings,
    advice,
  },
  faultOf: (field: string, fault: string) => `${field}: ${fault}`,
  signedOut: "You are signed out.",
  alreadySignedIn: "You are already signed in on this device.",
  alreadySignedInAs: (email: string) => `You are already signed in as ${email}.`,
  goOn: "Go on",
};
