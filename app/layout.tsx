import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { CANONICAL_URL_MARK } from "@/lib/edge/request-marks";
import { SubmitOnce } from "./_ui/submit-once.client";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Hufu", template: "%s · Hufu" },
  description: "Sign in, see your devices, take any of them back.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf9f6" },
    { media: "(prefers-color-scheme: dark)", color: "#141311" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Reading a header also keeps every page from being prerendered: each carries the nonce of its own request.
  const canonicalUrl = (await headers()).get(CANONICAL_URL_MARK);
  if (canonicalUrl) redirect(canonicalUrl);
  return (
    <html lang="en">
      <body>
        <SubmitOnce />
        {children}
      </body>
    </html>
  );
}
