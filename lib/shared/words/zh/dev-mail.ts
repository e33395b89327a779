import type { Words } from "../words";

export const devMail: Words["devMail"] = {
  title: "此服务器的邮件",
  lead: "尚未设置邮件服务器（SMTP_URL），因此邮件保存在这台电脑的文件夹中，并显示在这里。能打开此页的人都能阅读这些邮件；使用公开地址的服务器没有此页。",
  none: "还没有邮件",
  noneText: "服务器发送的邮件会在重新加载此页后显示。",
  to: (address) => `收件人：${address}`,
  asText: "纯文本",
  asHtml: "显示效果",
  all: "所有邮件",
  hint: "此服务器的邮件保存在本机：",
  hintLink: "在此查看",
};
