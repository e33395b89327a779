export const door = {
  email: "E-mail",
  password: "Password",
  remember: "Keep me signed in on this device",
  newHere: "New here?",
  haveAccount: "You have an account?",
  createAccountSubmit: "Create account",
  nameOptional: "Name (optional)",
  passwordHint: (min: number) =>
    `At least ${min} characters: a few words in a row are easy to remember and hard to guess.`,
  signedOut: "You are signed out.",
  alreadySignedIn: "You are signed in on this device.",
  goOn: "Go on",
};
