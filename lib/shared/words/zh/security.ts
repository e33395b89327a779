import type { Words } from "../words";

export const security: Words["security"] = {
  now: "账号当前的保护方式",
  password: "密码",
  passwordIsSet: "您使用邮箱和密码登录。",
  passwordIsNotSet: "尚未设置密码。",
  devicesSignedIn: (count) => (count === 1 ? "您仅在此设备上登录。" : `您在 ${count} 台设备上登录。`),
  seeDevices: "查看您的设备",
  failedSignIns: "失败的登录",
  failedCount: (count, days, isLeast) =>
    count === 0
      ? `最近 ${days} 天内没有。`
      : `最近 ${days} 天内，有人为您的账号输错密码${isLeast ? "至少" : ""} ${count} 次。也可能是您自己。`,
  seeActivity: "查看动态",
  suspicions: "被盗用的登录",
  noSuspicions: (days) => `最近 ${days} 天内没有`,
  noSuspicionsText: "如果有人盗用了您的登录状态，相应设备会立即退出登录，并列在这里。",
  whatToDo: "这些登录可能曾被他人使用。请检查您的设备，让不认识的设备退出登录。如不确定，请在所有设备上退出登录。",
  deviceLost: "设备丢失时",
  deviceLostText: "可在设备列表中让它退出登录，或在此让其他设备全部退出。立即生效。",
  onlyThisDeviceText: "目前只有此设备已登录。如不放心，可在所有设备上退出登录。立即生效。",
  change: "更改",
  changePassword: "更改密码",
  changePasswordText: "更改密码后，您的其他设备会全部退出登录，此设备保持登录。",
  currentPassword: "当前密码",
  newPassword: "新密码",
  savePassword: "更改密码",
  passwordChanged: (ended) => `密码已更改。${ended === 0 ? "" : `已让 ${ended} 台其他设备退出登录。`}`,
  noPassword: "您的账号目前没有密码。您可通过我们发送的邮件链接设置密码。",
  choosePassword: "设置密码",
  limit: "同时登录的设备数",
  limitField: "最多设备数",
  limitHint: "留空表示不自行设限。",
  limitPolicies: {
    "replace-oldest": "登录数超出上限时，最久未使用的设备会退出登录。设置上限时不会让任何设备退出。",
    refuse: "登录数超出上限时，新的登录会被拒绝，直到您让其他设备退出。设置上限时不会让任何设备退出。",
    ask: "登录数超出上限时，由您选择让哪台设备退出。设置上限时不会让任何设备退出。",
  },
  serverLimit: (limit) => `本服务器对所有人的上限为 ${limit} 台，自行设置更高的上限不起作用。`,
  saveLimit: "保存上限",
  limitSaved: "上限已保存，自下次登录起生效。",
  limitRemoved: "您不再自行设限。",
};
