import type { Words } from "../words";

export const mailed: Words["mailed"] = {
  code: "验证码",
  codeHint: "十位字母和数字，例如 4T7QK-0XW2M。",
  typeCode: "请在本设备上打开邮件中的链接，或输入链接下方的验证码。",
  noMail: "几分钟后仍未收到邮件？请查看垃圾邮件，或重新获取一封。",
};
