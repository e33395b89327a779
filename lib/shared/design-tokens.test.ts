import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { COLORS, FONT_SANS } from "./design-tokens";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");

/** WCAG 2.2, "relative luminance". */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe("the design tokens", () => {
  it("are those of the style sheet", () => {
    const inCss = [...css.matchAll(/--color-([a-z-]+): light-dark\((#\w{6}), (#\w{6})\);/g)];
    const found = Object.fromEntries(inCss.map(([, name, light, dark]) => [name, { light, dark }]));
    expect(found).toEqual(COLORS);
    expect(css.replace(/\s+/g, " ")).toContain(`--font-sans: ${FONT_SANS};`); // the formatter breaks its line
  });

  const TEXTS = [
    ["ink", ["paper", "card", "accent-soft", "bronze-soft", "danger-soft"]],
    ["muted", ["paper", "card"]],
    ["accent", ["paper", "card", "accent-soft"]],
    ["bronze", ["paper", "card", "bronze-soft"]],
    ["danger", ["paper", "card", "danger-soft"]],
    ["on-accent", ["accent"]],
    ["on-danger", ["danger"]],
  ] as const;
  const pairs = TEXTS.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const));
  it.each(pairs)("%s can be read on %s in both themes", (text, ground) => {
    for (const theme of ["light", "dark"] as const) {
      expect(contrast(COLORS[text][theme], COLORS[ground][theme]), theme).toBeGreaterThanOrEqual(4.5);
    }
  });
});
