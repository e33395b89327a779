export const profile = {
  aboutYou: "About you",
  name: "Name",
  nameHint: "We greet you by this name. You can leave it empty.",
  saveName: "Save name",
  nameSaved: "Your name was saved.",
  nameRemoved: "Your name was removed.",
  email: "E-mail",
  memberSince: "Member since",
  timeZone: (zone: string) => `Times are shown in the zone of your device, ${zone}.`,
  timeZoneUnknown: "Times are shown in UTC until your device has told its zone.",
  /** After what is said of the zone, with the blank before it where there is one. */
  keptHere: " These choices are kept in this browser.",
  changeEmail: "Change your e-mail address",
  changeEmailText:
    "We send a mail to the new address. It becomes yours when you confirm it there; you sign in with it then.",
  newEmail: "New e-mail address",
  askEmail: "Send the mail",
  emailAsked: "A mail is on its way to the new address. Until you confirm it, nothing changes.",
  emailPending: (email: string) =>
    `${email} is not confirmed yet. To ask for the mail again, or for another address, enter it here.`,
  emailChanged: "Your e-mail address was changed. Your other devices were signed out.",
  yourData: "Your data",
  yourDataText: "You can see everything that we hold about you, and take it with you as a file.",
  seeData: "See your data",
};
