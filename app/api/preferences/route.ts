import { hostKind } from "@/app/_http/host";
import { isScriptedForm } from "@/app/_http/input";
import { preferencesCookie } from "@/app/_http/preferences";
import { noContent, route, seeOther } from "@/app/_http/route";
import { findSession } from "@/app/_http/session";
import { changeLanguage } from "@/lib/accounts/change-language";
import { faultFields, log } from "@/lib/infra/log";
import { ownPath } from "@/lib/shared/next-path";
import { toPreferences } from "@/lib/shared/preferences";
import type { Language } from "@/lib/shared/words/languages";

/** The page that a form was sent from; our Referrer-Policy lets browsers say so. */
function senderPath({ headers }: Request): string {
  const referer = headers.get("referer");
  if (!referer || !URL.canParse(referer)) return "/";
  const { host, pathname, search } = new URL(referer);
  return (hostKind(host) !== "foreign" && ownPath(pathname + search)) || "/";
}

/** Mails come in the language that was chosen while signed in. Where that cannot be kept now, the pages have it all the same. */
async function keepLanguage({ headers }: Request, language: Language): Promise<void> {
  try {
    const session = await findSession(headers.get("cookie"));
    if (session) await changeLanguage(session.sub, language);
  } catch (fault) {
    log().warn(faultFields(fault), "The language of a person's mails was not kept");
  }
}

/** POST {theme?, language?, timeZone?}: 204, or for a form that the browser sends itself back to its page. What makes no sense is passed over. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: async (exchange) => {
    const { kind, value } = await exchange.body();
    const given = new Map(Object.entries(value as Record<string, unknown>));
    const text = (name: string) => {
      const one = given.get(name);
      return typeof one === "string" ? one : null;
    };
    const chosen = toPreferences({ get: text });
    exchange.setCookies.push(preferencesCookie(exchange.request, chosen));
    if (chosen.language) await keepLanguage(exchange.request, chosen.language);
    const leaves = kind === "form" && !isScriptedForm(exchange.request);
    return leaves ? seeOther(senderPath(exchange.request)) : noContent();
  },
});
