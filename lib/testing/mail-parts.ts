import type { ReceivedMail } from "./smtp";

/** The token in a mail's link, and the code beside it. */
export const tokenIn = (mail: ReceivedMail | undefined): { token: string } => ({
  token: /#token=([\w-]+)/.exec(mail?.text ?? "")?.[1] ?? "",
});
export const codeIn = (mail: ReceivedMail | undefined): string =>
  /\n {4}([0-9A-Z]{5}-[0-9A-Z]{5})\n/.exec(mail?.text ?? "")?.[1] ?? "";
