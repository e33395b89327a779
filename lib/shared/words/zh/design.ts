import type { Words } from "../words";

export const design: Words["design"] = {
  title: "组件",
  light: "浅色",
  dark: "深色",
  rightToLeft: "从右到左",
  longText: "长文本",
  mark: "标志",
  buttons: "按钮",
  busy: "处理中",
  disabled: "已停用",
  link: "链接",
  fields: "输入框",
  notices: "提示",
  badges: "标签",
  cards: "卡片与列表",
  chart: "图表",
  code: "代码",
  emptyStates: "空状态与消息",
  skeletons: "占位轮廓",
};
