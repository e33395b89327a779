import type { Words } from "../words";

export const emailChange: Words["emailChange"] = {
  confirmTitle: "确认新邮箱",
  confirmText: "确认后，该邮箱即成为您账号的邮箱，您用它登录。您的其他设备会退出登录。",
  signInFirst: "请先登录您的账号，然后再次打开邮件中的链接，或输入验证码。",
  newEmail: "新邮箱",
  confirm: "确认此邮箱",
  undoTitle: "撤销更改",
  undoText: "您的账号将恢复使用原来的邮箱。所有设备都会退出登录，当前密码随即失效：我们会发送邮件，供您设置新密码。",
  oldEmail: "原邮箱",
  undo: "撤销更改",
  undoneAtDoor: "已恢复原来的邮箱，所有设备已退出登录。邮件已发往该邮箱：请通过其中的链接设置新密码。",
};
