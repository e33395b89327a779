export const security = {
  now: "How your account is secured now",
  password: "Password",
  passwordIsSet: "Your account opens with its e-mail address and password.",
  passwordIsNotSet: "No password is set.",
  devicesSignedIn: (count: number) =>
    count === 1 ? "You are signed in on this device only." : `You are signed in on ${count} devices.`,
  seeDevices: "See your devices",
  failedSignIns: "Failed sign-ins",
  failedCount: (count: number, days: number) => {
    if (count === 0) return `None in the last ${days} days.`;
    const times = count === 1 ? "Once" : `${count} times`;
    return `${times} in the last ${days} days someone entered a wrong password for your account. That may have been you.`;
  },
  seeActivity: "See activity",
  suspicions: "Sessions ended to protect you",
  noSuspicions: (days: number) => `None in the last ${days} days`,
  noSuspicionsText:
    "When a copy of one of your sessions is used somewhere else, that session is ended and listed here.",
  whatToDo:
    "Someone else may have had these sessions. Look through your devices and sign out what you do not know. If you are not sure, sign out everywhere.",
  whenToSignOut: "When a device is lost, or something here looks wrong. It takes effect at once.",
};
