import type { Words } from "../words";

export const door: Words["door"] = {
  email: "邮箱",
  password: "密码",
  showPassword: "显示密码",
  capsLock: "大写锁定已开启",
  remember: "在此设备上保持登录",
  newHere: "还没有账号？",
  haveAccount: "已有账号？",
  createAccountSubmit: "创建账号",
  nameOptional: "昵称（选填）",
  passwordHint: (min) => `至少 ${min} 个字符：用几个互不相关的词，好记又难猜。`,
  strength: {
    tooShort: "已输入 {count} 个字符，至少需要 {min} 个。",
    levels: ["极易被猜中。", "容易被猜中。", "还不够难猜。", "很难被猜中。", "极难被猜中。"],
    warnings: {
      listed: "它在常见密码名单上，会最先被尝试。",
      similar: "它与许多人使用的密码相近。",
      personal: "其中含有您的邮箱或昵称。",
      names: "人名容易被猜中。",
      word: "单个词容易被猜中。",
      keys: "键盘上相邻的按键容易被猜中。",
      repeated: "重复只会变长，不会更难猜。",
      sequence: "“abc”“123”这样的连续字符容易被猜中。",
      dates: "年份和日期容易被猜中。",
    },
    advice: {
      "more-words": "请再加几个互不相关的词。",
      "no-tricks": "用符号代替字母或把词倒过来写作用不大，请加入其他词。",
    },
  },
  faultOf: (field, fault) => `${field}：${fault}`,
  signedOut: "您已退出登录。",
  alreadySignedIn: "您已在此设备上登录。",
  alreadySignedInAs: (email) => `您已登录：${email}。`,
  goOn: "继续",
};
