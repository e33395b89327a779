import type { Words } from "../words";

export const dashboard: Words["dashboard"] = {
  hello: (name) => (name ? `您好，${name}` : "您好"),
  signedInAs: "您当前的登录账号：",
  about: "此页面的位置留给您自己的产品。下面是产品所需的三件事，以及实现它们的代码。",
  seeDevices: "查看您的设备",
  page: "受保护的页面",
  pageText: "页面首先要求会话。没有会话时，用户会先去登录，然后回到此页。",
  openPage: "打开页面",
  onlyForYou: "仅供您查看",
  back: "返回控制台",
  api: "受保护的 API 调用",
  apiText: "路由同理：有会话返回 200，没有则返回 401。验证会话无需查询数据库。",
  call: "调用",
  answer: "返回结果",
  recent: "仅限近期登录",
  recentText: "用于不应在无人看管的设备上进行的操作：输入密码后 15 分钟内有效，之后需要重新登录。",
  tryRecent: "试一试",
  recentDone: "已允许：您在最近 15 分钟内输入过密码。",
  signInAgain: "重新登录",
};
