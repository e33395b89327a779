/** A claim or a parameter of the header: what it means, and where that is written. */
type Meaning = { text: string; source: string };

const header: Readonly<Record<string, Meaning>> = {
  alg: {
    text: "How it is signed. Whoever verifies must know that beforehand and not believe it.",
    source: "RFC 7515 §4.1.1",
  },
  kid: { text: "Names the key, out of those that the issuer publishes.", source: "RFC 7515 §4.1.4" },
  typ: { text: "What kind of token it is. at+jwt: an access token, and nothing else.", source: "RFC 9068 §2.1" },
  cty: { text: "What kind of content it has.", source: "RFC 7515 §4.1.10" },
  crit: {
    text: "Names extensions that must be understood. Who does not understand them must refuse it.",
    source: "RFC 7515 §4.1.11",
  },
  jku: { text: "Says where its own key is to be fetched from. Nobody should.", source: "RFC 7515 §4.1.2" },
  jwk: { text: "Brings its own key. Nobody should believe that.", source: "RFC 7515 §4.1.3" },
  x5u: { text: "Says where its own certificate is to be fetched from. Nobody should.", source: "RFC 7515 §4.1.5" },
};

const claims: Readonly<Record<string, Meaning>> = {
  iss: { text: "Who issued it.", source: "RFC 7519 §4.1.1" },
  sub: { text: "Whom it speaks of: the id of the person.", source: "RFC 7519 §4.1.2" },
  aud: { text: "For whom it is meant. Everyone else must refuse it.", source: "RFC 7519 §4.1.3" },
  exp: { text: "From this second on it is refused.", source: "RFC 7519 §4.1.4" },
  nbf: { text: "Before this second it is refused.", source: "RFC 7519 §4.1.5" },
  iat: { text: "When it was issued.", source: "RFC 7519 §4.1.6" },
  jti: { text: "Its own id: no two tokens have the same.", source: "RFC 7519 §4.1.7" },
  client_id: { text: "Which program it was issued to. hufu: a browser.", source: "RFC 8693 §4.3" },
  sid: {
    text: "Which session it belongs to. When that is ended, this token is refused at once.",
    source: "OIDC Front-Channel Logout §3",
  },
  scope: { text: "What it may be used for, by names with blanks between.", source: "RFC 8693 §4.2" },
  auth_time: { text: "When the person last proved who they are.", source: "RFC 9068 §2.2.1" },
  amr: { text: "How they proved it. pwd: by a password.", source: "RFC 8176" },
  acr: { text: "How sure that proof is.", source: "RFC 9068 §2.2.1" },
  azp: { text: "The program that it was issued to.", source: "OIDC Core §2" },
  nonce: { text: "Ties it to one sign-in of a browser.", source: "OIDC Core §2" },
  cnf: { text: "Ties it to a key that its holder must show.", source: "RFC 7800 §3.1" },
  email: { text: "An address: personal data that anyone can read who has the token.", source: "OIDC Core §5.1" },
  name: { text: "A name: personal data that anyone can read who has the token.", source: "OIDC Core §5.1" },
};

/** What is wrong with what was pasted, in one sentence. */
const faults = {
  empty: "",
  encrypted: "This is an encrypted token (JWE): only who has the key can read it.",
  parts: "This is no JWT: one has three parts with dots between, a header, claims and a signature.",
  alphabet:
    "This is no JWT: its parts have characters that base64url has not. Was it cut, or copied with a quotation mark?",
  header: "This is no JWT: its first part is no JSON object.",
  claims: "This is no JWT: its second part is no JSON object.",
};

/** What its signature is worth. */
const signatures = {
  good: "The signature is good: the header and the claims are as the holder of this key signed them.",
  wrong: "The signature does not fit: the token was altered, or signed by someone else.",
  unsigned: "It is not signed, so anyone can have written it. Whoever accepts alg none accepts everything.",
  "unknown-key": "None of these keys is the one that it names: it was signed elsewhere, or with a key that has gone.",
  algorithm: "It names another algorithm than its key has: a well-known attack. It must be refused.",
  extension:
    "It names an extension that must be understood (crit), and this page understands none. It must be refused.",
  keys: "These keys cannot be read. Paste a JWK Set, as it stands at /.well-known/jwks.json, or one key of it.",
  unreachable: "The keys of this server could not be fetched. Try again.",
};

/** What is wrong with its times. */
const times = {
  good: "It is good at this moment, by its times.",
  expired: "It has expired: every server that reads its times refuses it.",
  "not-yet": "It is not good yet: its nbf is in the future.",
  "from-the-future": "It was issued in the future: some clock is wrong.",
  endless: "It has no exp, so it never expires. Nothing but a list of what was taken back can end it.",
};

/** The page that says what is in a token. */
export const token = {
  title: "What is in a token",
  lead: "Paste any JWT. It is read and verified here, in your browser; nothing of it is sent anywhere.",
  paste: "Token",
  pasteHint:
    "A token lets in whoever has it. Paste none of others, and end the session of one that you have shown around.",
  needsScript: "Without JavaScript this page shows your own token alone.",
  own: "Your own access token",
  ownText:
    "The token that lets you in here, as this server reads it. Its text is in a cookie that no script can read, this one neither; so its signature is not shown.",
  ownRefresh:
    "Beside it your browser holds a refresh token, which is not a JWT: it is opaque, and is spent and followed by another each time that your session is renewed.",
  signInToSee: "Sign in to see your own.",
  header: "Header",
  claims: "Claims",
  signature: "Signature",
  times: "Time",
  verifyWith: "Verify with",
  hufuKeys: "The keys of this server",
  otherKeys: "Other keys",
  keys: "Keys",
  keysHint: "A JWK Set or one JWK, as JSON. It stays in your browser too.",
  unknownName: "Not a registered name that this page knows.",
  inTime: "in {days} d {hours} h {minutes} min {seconds} s",
  agoTime: "{days} d {hours} h {minutes} min {seconds} s ago",
  cannotTell: "Whether it was taken back only its issuer can tell: no token knows that of itself.",
  personal: "This is a personal access token of Hufu.",
  personalText:
    "hufu_pat_, 32 random letters and digits, and a checksum of six, by which scanners find one that was published by mistake. It says nothing by itself: the server keeps a hash of it and looks that up each time.",
  refresh: "This is a refresh token of Hufu.",
  refreshText:
    "It is opaque: the id of a session, how often it has been renewed, and a MAC that only the server can make. It opens nothing; it is exchanged for a new access token, once, and presented a second time it counts as stolen.",
  session: "Session",
  generation: "Renewed so often",
  apiLink: "Try the API with a token",
  header_meanings: header,
  claim_meanings: claims,
  faults,
  signatures,
  timeVerdicts: times,
};
