import type { Words } from "../words";

export const problems: Words["problems"] = {
  refusals: {
    user_code_unknown: {
      title: "没有程序在等待此代码",
      detail: "请核对程序显示的代码。代码十分钟内有效，且只能使用一次。",
    },
    not_renewable: { title: "不能以此方式续期", detail: "此会话须用刷新令牌在令牌端点续期。" },
    two_credentials: {
      title: "凭据重复",
      detail: "请只发送会话 Cookie，或只发送一个带有一个 Bearer 令牌的 Authorization 请求头。",
    },
    token_in_query: {
      title: "令牌出现在地址中",
      detail: "地址会留在历史记录和日志里。请用 Authorization: Bearer 发送令牌，并撤销这个令牌。",
    },
    invalid_token: { title: "令牌无效", detail: "Bearer 令牌格式有误、已过期或已被撤销。请获取新的令牌。" },
    insufficient_scope: { title: "不允许", detail: "当前的登录凭据不能用于此操作。scope 字段说明缺少什么。" },
    scope_not_granted: { title: "未授予", detail: "所请求的权限您都没有。" },
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
    email_unverified: {
      title: "请先确认邮箱",
      detail: "您的邮箱尚未确认。我们已向您发送邮件，其中有确认用的链接和验证码。",
    },
    account_leaving: {
      title: "您已注销账号",
      detail: "您已注销此账号。注销后 14 天内可以恢复，之后账号将被清除。",
    },
    too_large: { title: "内容过大", detail: "请求正文最多 16 kB。" },
    too_many_tokens: {
      title: "令牌过多",
      detail: "您的令牌数量已达上限。请先撤销不再使用的令牌，然后重试。",
    },
    session_limit: {
      title: "设备过多",
      detail:
        "您登录的设备已达上限。请先将其中一台退出登录，再试一次。如果都无法使用，请通过邮件设置新密码，所有设备会随之退出。",
    },
    session_choice: {
      title: "选择要退出登录的设备",
      detail: "您登录的设备已达上限。请选择将哪一台退出登录，以便登录此设备。",
    },
    choice_over: {
      title: "请重新登录",
      detail: "需在五分钟内、在同一浏览器中选择设备。请重新登录后再选。",
    },
    link_invalid: {
      title: "此链接已失效",
      detail: "链接或验证码有误、已使用、已过期，或已被更新的取代。请检查验证码，或重新获取邮件。",
    },
    too_many_requests: { title: "过于频繁", detail: "您在一小时内已多次请求。请稍后再试。" },
    mail_off: { title: "邮件功能未开启", detail: "本服务器不发送邮件，因此无法执行此操作。" },
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
    email_unchanged: () => "这就是您现在的邮箱。",
    password_too_short: ({ passwordMin }) => `请至少使用 ${passwordMin} 个字符。用几个互不相关的词即可。`,
    password_too_long: ({ passwordMax }) => `最多使用 ${passwordMax} 个字符。`,
    password_not_text: () => "其中含有不完整的字符。请重新输入。",
    password_wrong: () => "这不是您的当前密码。",
    code_invalid: () => "验证码为十位字母和数字。",
    name_too_long: ({ nameMax }) => `最多使用 ${nameMax} 个字符。`,
    session_limit_invalid: ({ sessionLimitMax }) => `请输入 1 到 ${sessionLimitMax} 的整数，或留空。`,
    scope_missing: () => "请至少选择一项允许的操作。",
    expiry_invalid: () => "请选择将来的时间。",
    not_allowed: () => "此处不能使用该值。",
  },
};
