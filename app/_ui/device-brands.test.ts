import Bowser from "bowser";
import { describe, expect, it } from "vitest";
import { describeDevice } from "@/lib/infra/user-agent";
import { BROWSER_BRANDS, SYSTEM_BRANDS } from "./device-brands";

const WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
const LINUX = "Mozilla/5.0 (X11; Linux x86_64)";
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const IPAD = "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8)";
const CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";
const MOBILE_CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36";

describe("browsers and systems in common use have a picture", () => {
  it.each([
    `${WINDOWS} ${CHROME}`,
    `${WINDOWS} ${CHROME} Edg/130.0.0.0`,
    `${WINDOWS} ${CHROME} OPR/115.0.0.0`,
    `${WINDOWS} ${CHROME} YaBrowser/24.10.0.0`,
    `${WINDOWS} ${CHROME} QQBrowser/13.5.0.0`,
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0",
    `${MAC} ${CHROME}`,
    `${MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15`,
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:130.0) Gecko/20100101 Firefox/130.0",
    `${LINUX} ${CHROME}`,
    "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0",
    "Mozilla/5.0 (X11; Fedora; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0",
    `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${CHROME}`,
    `${IPHONE} Version/18.0 Mobile/15E148 Safari/604.1`,
    `${IPHONE} CriOS/130.0 Mobile/15E148 Safari/604.1`,
    `${IPHONE} FxiOS/130.0 Mobile/15E148 Safari/605.1.15`,
    `${IPHONE} Mobile/15E148 MicroMessenger/8.0.50(0x1800322d) NetType/WIFI Language/zh_CN`,
    `${IPAD} Version/17.5 Mobile/15E148 Safari/604.1`,
    `${ANDROID} ${MOBILE_CHROME}`,
    `${ANDROID} ${MOBILE_CHROME} EdgA/130.0.0.0`,
    "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0",
    `Mozilla/5.0 (Linux; Android 11; KFTRWI) AppleWebKit/537.36 (KHTML, like Gecko) Silk/120.4.1 like Chrome/120.0.0.0 Safari/537.36`,
  ])("%s", (userAgent) => {
    const { browser, os } = describeDevice(userAgent);
    expect(BROWSER_BRANDS).toHaveProperty([browser ?? ""]);
    expect(SYSTEM_BRANDS).toHaveProperty([os ?? ""]);
  });
});

/** Names that lib/infra/user-agent.ts gives by itself. */
const OWN_NAMES = ["ChromeOS", "iPadOS", "Debian", "Fedora", "Ubuntu"];

describe("no picture is kept under a name that nothing is called", () => {
  it.each(Object.keys(BROWSER_BRANDS))("browser %s", (name) => {
    expect(Object.values(Bowser.BROWSER_MAP)).toContain(name);
  });

  it.each(Object.keys(SYSTEM_BRANDS))("system %s", (name) => {
    expect([...Object.values(Bowser.OS_MAP), ...OWN_NAMES]).toContain(name);
  });
});
