import type { Words } from "../words";

export const docs: Words["docs"] = {
  title: "API",
  lead: "每个接口接受什么、返回什么，均由服务器自身所用的校验规则生成。被拒绝时会说明该怎么做。",
  toTry:
    "试用方法：创建您自己的令牌，选择 Authorize，粘贴到 bearer 下，然后打开一个接口并选择 Execute。没有令牌时，请求会使用浏览器的 Cookie。",
  document: "文档（OpenAPI 3.1）",
  makeToken: "创建令牌",
  inspector: "令牌里有什么",
};
