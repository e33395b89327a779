import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { CANONICAL_URL_MARK } from "@/lib/edge/request-marks";
import { COLORS } from "@/lib/shared/design-tokens";
import { LOCALES } from "@/lib/shared/words/languages";
import { pageReader } from "./_http/preferences";
import { PageLife } from "./_ui/page-life.client";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const { words } = await pageReader();
  return {
    title: { default: words.common.product, template: `%s · ${words.common.product}` },
    description: words.common.description,
    robots: { index: false, follow: false },
  };
}

export async function generateViewport(): Promise<Viewport> {
  const { theme } = await pageReader();
  const { light, dark } = COLORS.paper;
  if (theme !== "system") return { themeColor: COLORS.paper[theme] };
  return {
    themeColor: [
      { media: "(prefers-color-scheme: light)", color: light },
      { media: "(prefers-color-scheme: dark)", color: dark },
    ],
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Reading a header also keeps every page from being prerendered: each carries the nonce of its own request.
  const canonicalUrl = (await headers()).get(CANONICAL_URL_MARK);
  if (canonicalUrl) redirect(canonicalUrl);
  const { language, theme, timeZone, words } = await pageReader();
  return (
    <html lang={LOCALES[language]} data-theme={theme === "system" ? undefined : theme}>
      <head>
        {/* Shown when it is whole: what is centred would move while the rest of the page comes. */}
        <link rel="expect" href="#whole" blocking="render" />
      </head>
      <body>
        <PageLife timeZone={timeZone} words={{ notSent: words.common.notSent, offline: words.common.offline }} />
        {children}
        <div id="whole" hidden />
      </body>
    </html>
  );
}
