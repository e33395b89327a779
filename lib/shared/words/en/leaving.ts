/** The end of an account. */
export const leaving = {
  title: "Delete your account",
  text: "If you do not need the account any more, you can delete it. You may want to download your data first.",
  open: "Delete account",
  question: "Delete your account?",
  consequences: (days: number) =>
    `Every device is signed out at once, this one too. For ${days} days you can come back: sign in as before. After that, everything that we hold about you is erased, and nobody can bring it back.`,
  confirm: "Delete my account",
  leftAtDoor: (days: number) =>
    `You have left, and every device was signed out. Within ${days} days you can sign in to come back; after that, everything that we hold about you is erased.`,
};
