import type { Words } from "../words";

export const leaving: Words["leaving"] = {
  title: "注销账号",
  text: "如果您不再需要此账号，可以将其注销。您可先下载您的数据。",
  open: "注销账号",
  question: "要注销您的账号吗？",
  consequences: (days) =>
    `所有设备会立即退出登录，包括此设备。${days} 天内您可以照常登录以恢复账号；之后，我们保存的有关您的一切都会被清除，无法找回。`,
  confirm: "注销我的账号",
  leftAtDoor: (days) =>
    `您的账号已注销，所有设备已退出登录。${days} 天内登录即可恢复账号；之后，我们保存的有关您的一切都会被清除。`,
};
