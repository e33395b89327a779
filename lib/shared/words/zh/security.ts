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
};
