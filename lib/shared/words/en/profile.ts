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
};
