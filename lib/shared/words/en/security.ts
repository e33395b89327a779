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
  change: "Change",
  changePassword: "Change your password",
  changePasswordText: "When you change it, all your other devices are signed out. This one stays signed in.",
  currentPassword: "Current password",
  newPassword: "New password",
  savePassword: "Change password",
  passwordChanged: (ended: number) => {
    if (ended === 0) return "Your password was changed.";
    const devices = ended === 1 ? "1 other device was" : `${ended} other devices were`;
    return `Your password was changed. ${devices} signed out.`;
  },
  noPassword: "Your account has no password at the moment. You choose one by a link that we mail to you.",
  choosePassword: "Choose a password",
  limit: "How many devices at a time",
  limitField: "At most this many devices",
  limitHint: "Leave it empty to set no limit of your own.",
  /** What happens at the limit, by SESSION_LIMIT_POLICY. */
  limitPolicies: {
    "replace-oldest":
      "A sign-in beyond the limit signs out the devices that you have not used for longest. Nothing is signed out when you set it.",
    refuse:
      "A sign-in beyond the limit is refused until you sign another device out. Nothing is signed out when you set it.",
    ask: "At a sign-in beyond the limit you choose which device is signed out. Nothing is signed out when you set it.",
  },
  serverLimit: (limit: string) => `For everybody here the limit is ${limit}: a higher one of your own changes nothing.`,
  saveLimit: "Save limit",
  limitSaved: "Your limit was saved. It holds from the next sign-in on.",
  limitRemoved: "You have no limit of your own any more.",
};
