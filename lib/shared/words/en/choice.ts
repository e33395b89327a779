/** The page that asks which device is signed out for a new one. */
export const choice = {
  title: "Choose a device to sign out",
  lead: "You are signed in on as many devices as you may be. Choose the one that is signed out, and you are signed in here.",
  which: "Which device shall be signed out?",
  submit: "Sign this device out and sign in here",
  chooseOne: "Choose one of the devices.",
};
