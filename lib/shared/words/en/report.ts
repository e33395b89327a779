/** The page of "this was not me". */
export const report = {
  title: "Was it not you?",
  lead: "If someone else has used your account, put them out now. This is what happens:",
  effects: [
    "Every device is signed out at once: theirs, and yours too.",
    "Your password opens nothing any more, whoever knows it.",
    "A mail by which you choose a new one is sent to you at once.",
  ],
  confirm: "Yes, this was not me: sign everything out",
  otherwise: "If it was you, close this page. Opening it has changed nothing.",
  /** At the door, afterwards. */
  done: "All devices were signed out, and your old password opens nothing any more. A mail is on its way: choose a new password by it.",
};
