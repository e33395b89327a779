import type { Words } from "../words";

export const activity: Words["activity"] = {
  picture: (days) => `最近 ${days} 天的登录`,
  summary: (signIns, devices, failed, days) => {
    const good = signIns === 0 ? "没有登录" : `${devices} 台设备共登录 ${signIns} 次`;
    return `最近 ${days} 天内，${good}，${failed === 0 ? "没有失败的尝试" : `${failed} 次尝试失败`}。`;
  },
  dayTitle: (day, signIns, failed) => `${day}：登录 ${signIns} 次，失败 ${failed} 次`,
  today: "今天",
  failed: "失败的尝试",
  otherDevices: (count) => `其他 ${count} 台设备`,
  asTable: "以表格显示",
  tableCaption: "未列出没有登录的日期。",
  day: "日期",
  device: "设备",
  times: "次数",
  noSignIns: "没有登录记录",
  noSignInsText: "这段时间内没有人登录您的账号，也没有人输错密码。",
  daysAreUtc: "日期按 UTC 计算。",
  keptADay: (most) => `每天约保留 ${most} 次失败的尝试，实际次数可能更多。`,
  isCut: (shown) => `事件过多，仅统计最近的 ${shown} 条。`,
  latest: "最近的事件",
  noEvents: (days) => `最近 ${days} 天没有任何事件`,
  showMore: (count) => `再显示 ${count} 条`,
  timesInARow: (count) => `${count} 次`,
  andOtherAddresses: (count) => `及其他 ${count} 个地址`,
  events: {
    "signed-up": "已创建账号",
    "signed-in": "登录成功",
    "sign-in-failed": "登录失败：密码错误",
    "session-ended": "已退出登录",
    "device-named": "已重命名设备",
    "name-changed": "已更改昵称",
    "refresh-from-two-addresses": "同一会话在数秒内来自两个地址",
  },
  otherEvent: "其他事件",
  otherReason: "其他原因",
};
