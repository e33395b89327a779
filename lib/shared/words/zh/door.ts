import type { Words } from "../words";

export const door: Words["door"] = {
  email: "邮箱",
  password: "密码",
  remember: "在此设备上保持登录",
  newHere: "还没有账号？",
  haveAccount: "已有账号？",
  createAccountSubmit: "创建账号",
  nameOptional: "姓名（选填）",
  passwordHint: (min) => `至少 ${min} 个字符：连用几个词，好记又难猜。`,
  signedOut: "您已退出。",
  alreadySignedIn: "您已在此设备上登录。",
  goOn: "继续",
};
