/** How a program wants to be given its tokens. @see RFC 7240 */
export type Delivery = "body" | "header" | "cookie";

const NAME = "token-delivery";

/** What `Prefer: token-delivery=…` asks for; what is not understood is left out, as the RFC says. */
export function deliveryOf(headers: Headers): Delivery {
  for (const preference of headers.get("prefer")?.split(",") ?? []) {
    const [name = "", value = ""] = preference.split(";", 1).join("").split("=", 2);
    if (name.trim().toLowerCase() !== NAME) continue;
    const wanted = value.trim().replace(/^"(.*)"$/, "$1");
    return wanted === "header" || wanted === "cookie" ? wanted : "body";
  }
  return "body";
}

/** Value of Preference-Applied. */
export const applied = (delivery: Delivery): string => `${NAME}=${delivery}`;
