import type { Words } from "../words";

export const choice: Words["choice"] = {
  title: "选择要退出登录的设备",
  lead: "您登录的设备已达上限。请选择一台退出登录，即可在此登录。",
  which: "要让哪台设备退出登录？",
  submit: "让该设备退出并在此登录",
  chooseOne: "请选择一台设备。",
};
