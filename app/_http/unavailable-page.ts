import { contentSecurityPolicy, createNonce } from "@/lib/edge/content-security-policy";
import { COLORS, FONT_SANS } from "@/lib/shared/design-tokens";
import { PROBLEMS, type Problem } from "@/lib/shared/errors";
import { FAULT_WORDS } from "@/lib/shared/words/fault";
import { LOCALES } from "@/lib/shared/words/languages";
import { wordsIn } from "@/lib/shared/words/words";
import { EYE, OUTLINE } from "../_ui/mark-shapes";
import { requestPreferences } from "./preferences";
import { problemHeaders } from "./problem-response";

const color = (name: keyof typeof COLORS): string => `light-dark(${COLORS[name].light},${COLORS[name].dark})`;

const styleFor = (theme: "system" | "light" | "dark"): string => `
:root{color-scheme:${theme === "system" ? "light dark" : theme}}
body{margin:0;background:${color("paper")};color:${color("ink")};font:1rem/1.5 ${FONT_SANS};-webkit-font-smoothing:antialiased}
main{box-sizing:border-box;min-height:100dvh;max-width:36rem;margin:auto;padding:2.5rem 1.25rem;display:grid;align-content:center;justify-items:start;gap:1rem}
svg{width:2.5rem;overflow:visible}
.start{fill:${color("bronze")}}
.end{fill:${color("accent")}}
h1{margin:0;font-size:1.5rem;line-height:1.3;letter-spacing:-.025em}
p{margin:0;color:${color("muted")}}
a{box-sizing:border-box;display:inline-flex;align-items:center;min-height:2.75rem;margin-top:.5rem;padding:.5rem 1rem;border-radius:.5rem;background:${color("accent")};color:${color("on-accent")};font-size:.875rem;font-weight:600;text-decoration:none}
a:focus-visible{outline:3px solid ${color("accent")};outline-offset:2px}
@media (forced-colors:active){a{border:1px solid}path{fill:CanvasText}}`;

const half = (side: "start" | "end"): string =>
  `<path class="${side}" fill-rule="evenodd" d="${OUTLINE[side]}Z${EYE[side]}"/>`;
const MARK = `<svg viewBox="0 0 48 48" aria-hidden="true">${half("start")}${half("end")}</svg>`;

/**
 * What a document says that cannot be shown now: whole in itself, for the proxy answers in place of the page, and without
 * a script. Its words are the catalogue's alone, so nothing in it needs escaping. The link leads to the page itself.
 */
export function unavailablePage(
  request: Request,
  problem: Problem,
): { body: string; status: number; headers: Headers } {
  const { language, theme } = requestPreferences(request.headers);
  const { common, problems } = wordsIn(language);
  const { title, detail } = problems.refusals[problem.code];
  const nonce = createNonce();
  const headers = problemHeaders(problem);
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Content-Language", LOCALES[language]);
  headers.set("Content-Security-Policy", contentSecurityPolicy(nonce, false));
  const body = `<!doctype html>
<html lang="${LOCALES[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · ${common.product}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<style nonce="${nonce}">${styleFor(theme)}</style>
</head>
<body>
<main>
${MARK}
<h1>${title}</h1>
<p>${detail}</p>
<a href="">${FAULT_WORDS[language].tryAgain}</a>
</main>
</body>
</html>
`;
  return { body, status: PROBLEMS[problem.code], headers };
}
