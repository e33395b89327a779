import type { Words } from "../words";

export const profile: Words["profile"] = {
  aboutYou: "基本信息",
  name: "昵称",
  nameHint: "我们以此称呼您，可以留空。",
  saveName: "保存昵称",
  nameSaved: "昵称已保存。",
  nameRemoved: "昵称已移除。",
  email: "邮箱",
  memberSince: "注册时间",
  timeZone: (zone) => `时间按您设备的时区显示：${zone}。`,
  timeZoneUnknown: "在获知您设备的时区之前，时间按 UTC 显示。",
  keptHere: "以上选择保存在此浏览器中。",
};
