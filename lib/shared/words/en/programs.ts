import type { Scope } from "../../scopes";

/** What a program may do, as a person reads it. */
const scopes: Readonly<Record<Scope, string>> = {
  account: "Everything that you can do yourself",
  "profile:read": "See your name and address",
  "profile:write": "Change your name and your limit of devices",
  "sessions:read": "See your devices",
  "sessions:write": "Name your devices and sign them out",
  "events:read": "See the activity of your account",
  admin: "What administrators may do",
};

/** Programs that act for a person: those that were let in by a code, and those with a token of its own. */
export const programs = {
  scopes,
  /** Who someone is elsewhere. */
  providers: { wxapp: "WeChat" } as Readonly<Record<string, string>>,
  program: "Program",
  may: "May",
  nothing: "nothing but know that it is you",

  letIn: "Let a program in",
  typeCode: "Type the code",
  code: "Code",
  codeText: "A program or a device without a browser shows you a code. Type it here to let it in to your account.",
  codeHint: "Eight letters, such as WDJB-MJHT.",
  goOn: "Go on",
  isWaiting: (program: string) => `“${program}” wants to be let in`,
  compare: "Does the program show this very code?",
  onlyIfYou: "Go on only if you have just started this program yourself. If somebody sent you this code, turn it away.",
  from: "From",
  callsItself: "Calls itself",
  asked: "Asked",
  willBeAble: "It will be able to",
  allow: "Let it in",
  deny: "Turn it away",
  allowed: "The program is let in. It goes on by itself in a few seconds, and stands in your list of devices.",
  denied: "The program was turned away.",
  otherCode: "Use another code",
  seeDevices: "See your devices",

  tokens: "Your own tokens",
  tokensText:
    "For scripts and programs of your own, which send it as Authorization: Bearer. Whoever has it can do what it may until you take it back.",
  tryApi: "Try the API",
  tokenName: "What it is for",
  tokenNameHint: "A name by which you will know it again.",
  tokenMay: "It may",
  tokenDays: "It is good for",
  days: (count: number) => (count === 0 ? "until you take it back" : count === 365 ? "a year" : `${count} days`),
  makeToken: "Make a token",
  tokenMade: "Your token is made.",
  copyIt: "Copy it now. It is not shown again.",
  newToken: "Your new token",
  noTokens: "You have none.",
  tokenEnded: "The token was taken back. Whatever uses it is refused from now on.",
  lastUsed: "Last used",
  neverUsed: "Never used",
  made: "Made",
  expires: "Good until",
  neverExpires: "you take it back",
  takeBack: "Take back",
  takeBackQuestion: (name: string) => `Take “${name}” back?`,
  takeBackText: "Whatever uses this token is refused at once. It cannot be undone.",

  identities: "Linked identities",
  identitiesText: "Each of these can sign you in without your password.",
  linked: "Linked",
  unlink: "Unlink",
  unlinkQuestion: (provider: string) => `Unlink ${provider}?`,
  unlinkText: "It cannot sign you in any more. Devices that it has signed in stay so until you sign them out.",
  unlinked: "The identity was unlinked.",
};
