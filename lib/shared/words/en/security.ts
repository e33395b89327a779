export const security = {
  now: "How your account is secured now",
  password: "Password",
  passwordIsSet: "You sign in with your e-mail and password.",
  passwordIsNotSet: "No password is set.",
  devicesSignedIn: (count: number) =>
    count === 1 ? "You are signed in on this device only." : `You are signed in on ${count} devices.`,
  seeDevices: "See your devices",
  failedSignIns: "Failed sign-ins",
  /** @param isLeast not all were kept, as far as is known */
  failedCount: (count: number, days: number, isLeast: boolean) => {
    if (count === 0) return `None in the last ${days} days.`;
    const times = count === 1 ? "Once" : `${isLeast ? "At least " : ""}${count} times`;
    return `${times} in the last ${days} days someone entered a wrong password for your account. That may have been you.`;
  },
  seeActivity: "See activity",
  suspicions: "Copied sign-ins",
  noSuspicions: (days: number) => `None in the last ${days} days`,
  noSuspicionsText: "If someone uses a stolen copy of your sign-in, that device is signed out and listed here.",
  whatToDo:
    "Someone else may have used these sign-ins. Look through your devices and sign out any that you do not recognise. If you are not sure, sign out everywhere.",
  deviceLost: "If a device is lost",
  deviceLostText: "Sign it out in your devices, or sign out all the others here. It takes effect at once.",
  onlyThisDeviceText:
    "Only this device is signed in. To be sure, you can sign out everywhere. It takes effect at once.",
};
