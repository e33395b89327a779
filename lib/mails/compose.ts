import "server-only";
import { config } from "../infra/config";
import { deviceLabel } from "../shared/device-label";
import { type Format, formatFor } from "../shared/format";
import type { MailText } from "../shared/words/en/mails";
import { LOCALES } from "../shared/words/languages";
import { type Words, wordsIn } from "../shared/words/words";
import { type DeviceFacts, type MailParameters, PAGES } from "./kinds";
import { type MailContent, mailHtml, mailText } from "./layout";
import type { Letter } from "./outbox";

/** What a mail client is given. */
export type Message = { subject: string; text: string; html: string };

/** All that any kind may tell of. */
type Told = Partial<
  MailParameters["email-changing"] & MailParameters["new-devices"] & MailParameters["account-leaving"]
>;

function textOf({ kind, parameters }: Letter, { mails }: Words, format: Format): MailText {
  const { address = "", count = 0, eraseAt } = parameters as Told;
  switch (kind) {
    case "email-changing":
    case "email-changed":
      return mails[kind]({ address });
    case "new-devices":
      return mails[kind]({ count });
    case "account-leaving":
      return mails[kind]({ eraseAt: eraseAt ? format.exact(new Date(eraseAt)) : "" });
    default:
      return mails[kind]();
  }
}

function factsOf({ device, place, ip, at }: DeviceFacts, words: Words, format: Format): MailContent["facts"] {
  const { facts } = words.mails;
  return [
    { name: facts.device, value: deviceLabel(device, words) },
    { name: facts.place, value: place ?? "" },
    { name: facts.ip, value: ip ?? "" },
    { name: facts.at, value: format.exact(new Date(at)) },
  ].filter(({ value }) => value !== "");
}

/**
 * Writes a mail in the language of its reader. Links are built from APP_URL alone, and carry their token in the fragment:
 * no server, proxy or Referer ever sees it there.
 */
export function composeMail(letter: Letter): Message {
  const words = wordsIn(letter.language);
  const format = formatFor(letter.language, null);
  const { way, facts } = letter.parameters as Told;
  const { subject, text, action, after } = textOf(letter, words, format);
  const page = PAGES[letter.kind];
  const content: MailContent = {
    language: LOCALES[letter.language],
    subject,
    text,
    facts: facts ? factsOf(facts, words, format) : [],
    action:
      action && page ? { label: action, href: `${config().appUrl}${page}${way ? `#token=${way.token}` : ""}` } : null,
    code: way && page ? { lead: words.mails.code(`${new URL(config().appUrl).host}${page}`), value: way.code } : null,
    after: [...after, ...(way ? [words.mails.linkIsGood(format.exact(new Date(way.until)))] : [])],
    signature: words.mails.signature,
  };
  return { subject, html: mailHtml(content), text: mailText(content) };
}
