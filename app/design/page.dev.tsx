import type { Metadata } from "next";
import { COLORS } from "@/lib/shared/design-tokens";
import { pageReader } from "../_http/preferences";
import { Confirms } from "../_ui/confirms.client";
import { PreferenceSwitches } from "../_ui/preferences";
import { Gallery } from "./gallery";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageReader()).words.design.title };
}

/** The style sheet as it is built settles the theme for a whole document; here two stand side by side. */
const themeRules = (["light", "dark"] as const)
  .map((theme) => {
    const tokens = Object.entries(COLORS).map(([name, color]) => `--color-${name}:${color[theme]}`);
    return `[data-theme="${theme}"]{color-scheme:${theme};${tokens.join(";")}}`;
  })
  .join("");

const TITLE_ID = "components";

/**
 * Every component in every state. Of the development server alone: its ending is a page's only there (next.config.js), so
 * in production there is no such page and nothing of it is built.
 */
export default async function DesignPage() {
  const { account, common, design } = (await pageReader()).words;
  const { cancel, close, working } = common;
  const confirmWords = { cancel, close, working, goneTitle: account.alreadyOutTitle, goneText: account.alreadyOut };
  return (
    <main className="grid gap-6 p-4 sm:p-6">
      <style>{themeRules}</style>
      <Confirms stamp={0} fallbackId={TITLE_ID} words={confirmWords} />
      <h1 id={TITLE_ID} tabIndex={-1} className="text-2xl font-bold tracking-tight">
        {design.title}
      </h1>
      <PreferenceSwitches />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Gallery panel="light" title={design.light} theme="light" />
        <Gallery panel="dark" title={design.dark} theme="dark" />
        <Gallery panel="rtl" title={design.rightToLeft} dir="rtl" />
        <Gallery panel="long" title={design.longText} isLong />
      </div>
    </main>
  );
}
