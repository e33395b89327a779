import type { Words } from "../words";

export const security: Words["security"] = {
  now: "账号当前的保护方式",
  password: "密码",
  passwordIsSet: "您的账号使用邮箱和密码登录。",
  passwordIsNotSet: "尚未设置密码。",
  devicesSignedIn: (count) => (count === 1 ? "您仅在此设备上登录。" : `您在 ${count} 台设备上登录。`),
  seeDevices: "查看您的设备",
  failedSignIns: "失败的登录",
  failedCount: (count, days) =>
    count === 0 ? `最近 ${days} 天内没有。` : `最近 ${days} 天内，有人为您的账号输错密码 ${count} 次。也可能是您自己。`,
  seeActivity: "查看活动",
  suspicions: "为保护您而结束的会话",
  noSuspicions: (days) => `最近 ${days} 天内没有`,
  noSuspicionsText: "如果您的会话副本在别处被使用，该会话会立即结束，并在此列出。",
  whatToDo: "这些会话可能曾被他人使用。请检查您的设备，将不认识的退出。如不确定，请在所有设备上退出。",
  whenToSignOut: "设备丢失，或发现异常时使用。立即生效。",
};
