/** The pages of the links by which an address is changed, and what the door says afterwards. */
export const emailChange = {
  confirmTitle: "Confirm your new address",
  confirmText: "The address becomes that of your account, and you sign in with it. Your other devices are signed out.",
  signInFirst: "Sign in to your account first. Then open the link of the mail once more, or type its code.",
  newEmail: "New e-mail address",
  confirm: "Confirm this address",
  undoTitle: "Take the change back",
  undoText:
    "Your account gets its old e-mail address back. Every device is signed out, and your password does not work any more: we mail you a link to choose a new one.",
  oldEmail: "Old e-mail address",
  undo: "Take the change back",
  undoneAtDoor:
    "Your old e-mail address is back, and every device was signed out. A mail is on its way to it: choose a new password by its link.",
};
