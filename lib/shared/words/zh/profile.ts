import type { Words } from "../words";

export const profile: Words["profile"] = {
  aboutYou: "关于您",
  name: "姓名",
  nameHint: "我们以此称呼您。留空则不使用姓名。",
  saveName: "保存姓名",
  nameSaved: "姓名已保存。",
  nameRemoved: "姓名已移除。",
  email: "邮箱",
  memberSince: "注册于",
  timeZone: (zone) => `时间按您设备的时区显示：${zone}。`,
  timeZoneUnknown: "在获知您设备的时区之前，时间按 UTC 显示。",
  keptHere: "以上选择保存在此浏览器中。",
};
