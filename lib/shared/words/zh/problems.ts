import type { Words } from "../words";

export const problems: Words["problems"] = {
  refusals: {
    malformed: { title: "无法读取", detail: "请求不是格式正确的 UTF-8 JSON 或表单数据。" },
    unauthenticated: { title: "未登录", detail: "请先登录。" },
    invalid_credentials: { title: "无法登录", detail: "邮箱与密码不匹配。请检查后重试。" },
    sign_in_again: { title: "请重新登录", detail: "您登录已有一段时间，而此操作需要近期的登录。请重新登录后再试。" },
    refresh_refused: { title: "会话未续期", detail: "请重新登录。" },
    service_unauthenticated: { title: "未授权", detail: "请以 Authorization: Bearer 发送本服务的令牌。" },
    cross_site: { title: "已拒绝", detail: "此请求并非来自我们自己的页面。请重新打开页面再试一次。" },
    not_found: { title: "未找到", detail: "这里没有此名称的内容。" },
    method_not_allowed: { title: "方法不被允许", detail: "可用的方法见 Allow 标头。" },
    email_taken: { title: "此邮箱已有账号", detail: "此邮箱已有账号。请直接登录，或换一个邮箱。" },
    too_large: { title: "内容过大", detail: "请求正文最多 16 kB。" },
    unsupported_media_type: {
      title: "不支持的内容类型",
      detail: "请发送 application/json 或 application/x-www-form-urlencoded。",
    },
    wrong_host: { title: "主机名错误", detail: "本服务器不以此名称应答。" },
    invalid_input: { title: "请检查输入", detail: "部分内容需要修改。" },
    busy: { title: "服务器繁忙", detail: "服务器繁忙。请几秒后重试。" },
    unavailable: { title: "无法确认您的会话", detail: "服务器暂时无法确认您是否仍处于登录状态。请几秒后重试。" },
    internal: { title: "出错了", detail: "这是我们的问题，已记录在案。请重试。" },
  },
  fields: {
    required: () => "请填写此项。",
    email_invalid: () => "请输入邮箱地址，例如 name@example.com。",
    password_too_short: ({ passwordMin }) => `请至少使用 ${passwordMin} 个字符。用几个互不相关的词即可。`,
    password_too_long: ({ passwordMax }) => `最多使用 ${passwordMax} 个字符。`,
    password_not_text: () => "其中含有不完整的字符。请重新输入。",
    name_too_long: ({ nameMax }) => `最多使用 ${nameMax} 个字符。`,
    not_allowed: () => "此处不能使用该值。",
  },
};
