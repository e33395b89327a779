import "server-only";
import Bowser from "bowser";

export type DeviceKind = "desktop" | "phone" | "tablet" | "program";
export type DeviceDescription = {
  kind: DeviceKind;
  browser: string | null;
  os: string | null;
  userAgent: string | null;
};

const MAX_LENGTH = 500;
const KINDS: Record<string, DeviceKind> = { desktop: "desktop", mobile: "phone", tablet: "tablet" };

/** What a User-Agent header says of a device. It is hostile text: cut short, and control characters taken out. */
export function describeDevice(header: string | null): DeviceDescription {
  const userAgent = header?.replace(/\p{Cc}/gu, "").slice(0, MAX_LENGTH) || null;
  if (!userAgent) return { kind: "program", browser: null, os: null, userAgent };
  const { browser, os, platform } = Bowser.parse(userAgent);
  // ChromeOS is a browser's platform that the library has no type for; only programs leave "Mozilla" out.
  const kind = KINDS[platform.type ?? ""] ?? (os.name && userAgent.startsWith("Mozilla/") ? "desktop" : undefined);
  if (!kind) {
    // curl/8.1.2 or python-requests/2.31: the product token is the best name there is
    const product = /^[\w .+-]{1,40}?(?=\/|$)/.exec(userAgent)?.[0] ?? null;
    // "Mozilla/5.0 (compatible; …)": every crawler says so
    return { kind: "program", browser: product === "Mozilla" ? null : product, os: os.name ?? null, userAgent };
  }
  return { kind, browser: browserName(browser.name), os: systemName(os.name, kind, userAgent), userAgent };
}

/** The browser as its makers call it, without the system that is named beside it. */
function browserName(name: string | undefined): string | null {
  return name === "Samsung Internet for Android" ? "Samsung Internet" : name || null;
}

/** Kinds of Linux that browsers still name. */
const LINUXES = ["Ubuntu", "Fedora", "Debian"];

/** The system as its makers call it. */
function systemName(name: string | undefined, kind: DeviceKind, userAgent: string): string | null {
  if (name === "iOS" && kind === "tablet") return "iPadOS";
  if (name === "Linux") return LINUXES.find((linux) => userAgent.includes(`; ${linux}; `)) ?? name;
  return name === "Chrome OS" ? "ChromeOS" : name || null;
}
