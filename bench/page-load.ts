import { gzipSync } from "node:zlib";
import type { Browser, Page, Response } from "@playwright/test";

export type PageLoad = {
  /** Largest Contentful Paint, from the start of the navigation. */
  lcpMs: number;
  /** Sum of all layout shifts. */
  shift: number;
  /** All scripts, each compressed by gzip, whatever the server sent them as. */
  scriptBytes: number;
};

/** What the page notes of itself, from its first byte on. */
function watch(): void {
  const seen = { lcpMs: 0, shift: 0 };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) seen.lcpMs = startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    // TypeScript's library has no LayoutShift: https://www.w3.org/TR/layout-instability-1/
    for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
}

const isScript = (response: Response) => response.request().resourceType() === "script";

/**
 * Opens a page in a tab that has been used before and keeps nothing: each time everything is fetched, and what a browser
 * does once in its life (its typefaces, its form controls) is not counted as the page's.
 */
export async function loadPage(page: Page, url: string): Promise<PageLoad> {
  const scripts: Response[] = [];
  const note = (response: Response) => isScript(response) && scripts.push(response);
  await page.goto("about:blank");
  page.on("response", note);
  const answer = await page.goto(url, { waitUntil: "load" });
  if (answer?.status() !== 200 || page.url() !== url)
    throw new Error(`${url} led to ${page.url()}, ${answer?.status()}`);
  await page.waitForTimeout(700); // late paints and shifts; pages with live events are never idle
  const seen = await page.evaluate(() => (window as unknown as { seen: Omit<PageLoad, "scriptBytes"> }).seen);
  const bodies = await Promise.all(scripts.map((script) => script.body()));
  page.off("response", note);
  return { ...seen, scriptBytes: bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) };
}

/** A line: the time to the server and back, and how much it carries, both ways. */
export type Line = { rttMs: number; bytesPerSecond: number };

/** A good line at home, as Lighthouse takes it for desktops: 40 ms, 10 Mbit/s. */
export const HOME_LINE: Line = { rttMs: 40, bytesPerSecond: 1_280_000 };

/** A tab for `loadPage`. @param cookie of a session, or empty @param line null: none is emulated, all is one machine */
export async function openTab(browser: Browser, url: string, cookie: string, line: Line | null): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const cookies = cookie.split("; ").filter(Boolean);
  await context.addCookies(
    cookies.map((each) => {
      const [name = "", ...value] = each.split("=");
      return { name, value: value.join("="), url };
    }),
  );
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await devTools.send("Network.setCacheDisabled", { cacheDisabled: true });
  if (line) {
    await devTools.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: line.rttMs,
      downloadThroughput: line.bytesPerSecond,
      uploadThroughput: line.bytesPerSecond,
    });
  }
  await page.addInitScript(watch);
  return page;
}
