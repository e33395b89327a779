/** What a mail says; its link and its code are added where it has them. */
export type MailText = {
  subject: string;
  /** Before the link. */
  text: readonly string[];
  /** Of the link. */
  action?: string;
  /** After it: what to do where this was not asked for. */
  after: readonly string[];
};

/** A device as a mail tells of it; what is not known is left out. */
export type MailedDevice = { device: string; place: string | null; ip: string | null; at: string };

export const mails = {
  signature: "Hufu · you get this because of an account with this address",
  facts: { device: "Device", place: "Where", ip: "IP address", at: "When" },
  code: (page: string) => `On another device, or if the link does not work, open ${page} and type this code:`,
  linkIsGood: (until: string) => `Link and code work once, until ${until}.`,
  "verify-email": (): MailText => ({
    subject: "Confirm your e-mail address",
    text: ["Someone, probably you, signed up with this address. Confirm it, and your account is ready."],
    action: "Confirm this address",
    after: ["If it was not you, do nothing: without you no account is made."],
  }),
  "verify-account": (): MailText => ({
    subject: "Confirm that this address is yours",
    text: ["There is an account with this address, and nobody has confirmed yet that the address is theirs."],
    action: "Confirm this address",
    after: [
      "If you have not made the account, nobody can keep it from you: confirm the address, and you choose its password. Whoever made it is signed out.",
    ],
  }),
  "has-account": (): MailText => ({
    subject: "You have an account already",
    text: ["Someone, probably you, tried to sign up with this address. It has an account already: sign in with it."],
    action: "Sign in",
    after: ["If it was not you, do nothing: nobody was told that you have an account, and nothing has changed."],
  }),
  "reset-password": (): MailText => ({
    subject: "Choose a new password",
    text: ["Choose a new password for your account. When you have, all your devices are signed out."],
    action: "Choose a new password",
    after: ["If you have not asked for this, do nothing: your password stays as it is."],
  }),
  "password-reset": (): MailText => ({
    subject: "Your password is new",
    text: ["A new password was chosen with a link that we sent to this address. All your devices were signed out."],
    after: [
      "If it was not you, someone can read your mail: change the password of your mailbox first, then choose a new one here.",
    ],
  }),
  "password-changed": (): MailText => ({
    subject: "Your password was changed",
    text: ["Your password was changed on a device that was signed in. All your other devices were signed out."],
    action: "This was not me",
    after: ["If it was you, there is nothing to do."],
  }),
  "change-email": (): MailText => ({
    subject: "Confirm your new e-mail address",
    text: ["Someone, probably you, wants to use this address for an account. It changes once you confirm it."],
    action: "Confirm this address",
    after: ["If it was not you, do nothing: the account keeps the address that it has."],
  }),
  "email-changing": ({ address }: { address: string }): MailText => ({
    subject: "Your e-mail address is to change",
    text: [
      `Someone asked to change the address of your account to ${address}. It changes once it is confirmed there; until then nothing does.`,
    ],
    action: "This was not me",
    after: ["If it was you, there is nothing to do here."],
  }),
  "email-changed": ({ address }: { address: string }): MailText => ({
    subject: "Your e-mail address was changed",
    text: [`Your account now has the address ${address}. Your other devices were signed out.`],
    action: "Take this back",
    after: ["If it was you, there is nothing to do. This address hears no more from us."],
  }),
  "new-device": (): MailText => ({
    subject: "A new device is signed in",
    text: ["A device that we have never seen before signed in to your account."],
    action: "This was not me",
    after: ["If it was you, there is nothing to do."],
  }),
  "new-devices": ({ count }: { count: number }): MailText => ({
    subject: `${count} more new devices`,
    text: [`${count} more devices that we have never seen before signed in to your account.`],
    action: "See your devices",
    after: ["If it was not you, choose a new password: whoever signed in knows yours."],
  }),
  "stolen-token": (): MailText => ({
    subject: "Someone may have copied a session",
    text: [
      "One of your sessions was used from two places, as happens when its cookies are copied. It was signed out at once, in both.",
    ],
    action: "This was not me",
    after: ["If you restored a browser from a backup, it was you, and you can sign in again."],
  }),
  "account-leaving": ({ eraseAt }: { eraseAt: string }): MailText => ({
    subject: "Your account is to be erased",
    text: [
      `You have closed your account. On ${eraseAt} everything that we hold about you is erased.`,
      "Until then you can come back: sign in as before.",
    ],
    action: "Sign in to come back",
    after: ["If it was not you, come back and choose a new password."],
  }),
};
