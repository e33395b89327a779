import type { EmailAddress } from "@/lib/shared/email-address";
import type { Exchange } from "./exchange";
import { typedCookie } from "./form-answer";
import { json, seeOther } from "./route";

/**
 * 202: what is to be mailed to this address, if anything, is on its way; the same for all addresses. A form goes on to a
 * page that shows the address again, for the code that the mail holds.
 */
export async function mailSent({ body, setCookies }: Exchange, email: EmailAddress, page: string): Promise<Response> {
  if ((await body()).kind !== "form") return json({}, 202);
  setCookies.push(typedCookie({ email: email.address }));
  return seeOther(page);
}
