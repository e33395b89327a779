// A Chromium for the browser tests, wherever this machine has one or can get one.
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { installFromDebian } from "./debian.mjs";
import { run, say } from "./setup.mjs";

const SYSTEM_BROWSERS = [
  "/usr/bin/chromium-headless-shell", // the same engine without the window's parts: a fifth less to compute
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** @returns {string | null} CHROMIUM_PATH, Playwright's own, or the system's */
export function findChromium() {
  const candidates = [process.env.CHROMIUM_PATH, chromium.executablePath(), ...SYSTEM_BROWSERS];
  return candidates.find((path) => path && existsSync(path)) ?? null;
}

/** Finds a browser, or installs one: from Playwright, else from Debian's packages when root. @returns {string | null} */
export function provideChromium() {
  const found = findChromium();
  if (found) return found;
  say("no Chromium here; trying `playwright install chromium`");
  run("npx", ["playwright", "install", "chromium"]);
  if (findChromium()) return findChromium();
  for (const name of ["chromium-headless-shell", "chromium"]) {
    installFromDebian([name]);
    if (findChromium()) break;
  }
  return findChromium();
}
