import "server-only";
import { COLORS, FONT_SANS } from "../shared/design-tokens";

/** What a mail shows, in the order in which it shows it. */
export type MailContent = {
  /** BCP 47. */
  language: string;
  subject: string;
  text: readonly string[];
  facts: readonly { name: string; value: string }[];
  action: { label: string; href: string } | null;
  code: { lead: string; value: string } | null;
  after: readonly string[];
  signature: string;
};

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const html = (text: string): string => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);

type Tone = "light" | "dark";
const rules = (tone: Tone): string => {
  const of = (name: keyof typeof COLORS) => COLORS[name][tone];
  return [
    `body,.paper{background:${of("paper")};color:${of("ink")}}`,
    `.card{background:${of("card")};border-color:${of("line")};color:${of("ink")}}`,
    `.ink{color:${of("ink")}}`,
    `.muted{color:${of("muted")}}`,
    `.facts{border-color:${of("line")}}`,
    `.button{background:${of("accent")};color:${of("on-accent")}}`,
    `.code{background:${of("accent-soft")};color:${of("ink")}}`,
    `.start{background:${of("bronze")}}`,
    `.end{background:${of("accent")}}`,
  ].join("");
};

const { paper, card, line, ink, muted, accent, bronze } = COLORS;
const FONT = FONT_SANS.replaceAll('"', "'");
const TEXT = `font:16px/1.55 ${FONT};color:${ink.light}`;
const MUTED = `font:14px/1.55 ${FONT};color:${muted.light}`;
const WRAP = "overflow-wrap:anywhere;word-break:break-word";
const TABLE = 'role="presentation" cellpadding="0" cellspacing="0" border="0"';

/** Blocks are tables, and every colour stands on its element too: clients that read no style sheet show the light ones. */
const paragraph = (text: string, isQuiet = false): string =>
  `<p class="${isQuiet ? "muted" : "ink"}" style="margin:0 0 16px;${isQuiet ? MUTED : TEXT};${WRAP}">${html(text)}</p>`;

/** Two halves that belong together, drawn with nothing that a client would have to fetch or might leave out. */
const half = (side: "start" | "end", color: string, radius: string) =>
  `<td class="${side}" width="14" height="28" bgcolor="${color}" style="width:14px;height:28px;border-radius:${radius};background:${color};font-size:0;line-height:0">&nbsp;</td>`;
const mark = `<table ${TABLE} style="margin:0 0 20px"><tr>${half("start", bronze.light, "14px 0 0 14px")}<td width="3" style="width:3px;font-size:0">&nbsp;</td>${half("end", accent.light, "0 14px 14px 0")}<td class="ink" style="padding-left:10px;${TEXT};font-weight:700">Hufu</td></tr></table>`;

const factTable = (facts: MailContent["facts"]): string =>
  `<table class="facts" cellpadding="0" cellspacing="0" border="0" width="100%" style="margin:4px 0 20px;border-top:1px solid ${line.light};border-bottom:1px solid ${line.light};border-color:${line.light};padding:8px 0">${facts
    .map(
      ({ name, value }) =>
        `<tr><th scope="row" align="left" valign="top" class="muted" style="${MUTED};font-weight:400;padding:4px 16px 4px 0;white-space:nowrap">${html(name)}</th><td class="ink" width="100%" valign="top" style="${TEXT};font-size:15px;padding:4px 0;${WRAP}">${html(value)}</td></tr>`,
    )
    .join("")}</table>`;

const button = ({ label, href }: { label: string; href: string }): string =>
  `<table ${TABLE} style="margin:8px 0 24px"><tr><td class="button" align="center" bgcolor="${accent.light}" style="border-radius:10px;background:${accent.light}"><a class="button" href="${html(href)}" style="display:inline-block;padding:13px 22px;border-radius:10px;font:600 16px/1.3 ${FONT};text-decoration:none;color:${COLORS["on-accent"].light}">${html(label)}</a></td></tr></table>`;

const codeBox = ({ lead, value }: { lead: string; value: string }): string =>
  `${paragraph(lead, true)}<table ${TABLE} style="margin:0 0 20px"><tr><td class="code" bgcolor="${COLORS["accent-soft"].light}" style="padding:10px 14px;border-radius:10px;background:${COLORS["accent-soft"].light};color:${ink.light};font:600 18px/1.4 ui-monospace,Menlo,Consolas,monospace;letter-spacing:1px;white-space:nowrap">${html(value)}</td></tr></table>`;

/** What a list of mails shows beside the subject. */
const preview = (text: string): string =>
  `<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${html(text)}</div>`;

/** The mail as HTML: no picture that is fetched, no script, nothing that tells the sender whether it was read. */
export function mailHtml({ language, subject, text, facts, action, code, after, signature }: MailContent): string {
  const parts = [
    mark,
    `<h1 style="margin:0 0 14px;font:700 22px/1.3 ${FONT};${WRAP}">${html(subject)}</h1>`,
    ...text.map((block) => paragraph(block)),
    facts.length > 0 ? factTable(facts) : "",
    action ? button(action) : "",
    code ? codeBox(code) : "",
    ...after.map((block) => paragraph(block, true)),
  ];
  const dark = rules("dark").replaceAll(/;|}/g, " !important$&");
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${html(subject)}</title><style>:root{color-scheme:light dark}${rules("light")}@media(prefers-color-scheme:dark){${dark}}</style>`;
  const inner = `<table class="card" ${TABLE} width="100%" bgcolor="${card.light}" style="max-width:520px;border:1px solid ${line.light};border-radius:16px;background:${card.light};color:${ink.light}"><tr><td style="padding:28px 24px 12px">${parts.join("")}</td></tr></table>`;
  const foot = `<p class="muted" style="margin:16px 0 0;${MUTED};text-align:center">${html(signature)}</p>`;
  const outer = `<table class="paper" ${TABLE} width="100%" bgcolor="${paper.light}" style="background:${paper.light}"><tr><td align="center" style="padding:24px 12px 32px">${inner}${foot}</td></tr></table>`;
  return `<!doctype html><html lang="${language}"><head>${head}</head><body style="margin:0;padding:0;background:${paper.light};${TEXT}">${preview(text[0] ?? subject)}${outer}</body></html>`;
}

/** The same as plain text. */
export function mailText({ text, facts, action, code, after, signature }: MailContent): string {
  const blocks = [
    ...text,
    facts.map(({ name, value }) => `${name}: ${value}`).join("\n"),
    action ? `${action.label}:\n${action.href}` : "",
    code ? `${code.lead}\n\n    ${code.value}` : "",
    ...after,
    `--\u0020\n${signature}`,
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}
