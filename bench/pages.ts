import { chromium } from "@playwright/test";
import { launchOptions } from "../e2e/fixtures/chromium";
import { startHufu } from "./apps";
import { startEmptyApp } from "./empty-app";
import { median, ratios, spread } from "./figures";
import type { Mode } from "./mode";
import { loadPage, openTab, type PageLoad } from "./page-load";
import { bounded, type Row } from "./report";

const KB = 1000;

const lcp = (loads: readonly PageLoad[]) => loads.map(({ lcpMs }) => lcpMs);
const largestShift = (loads: readonly PageLoad[]) => Math.max(...loads.map(({ shift }) => shift));

/** What people wait for, beside an empty Next.js page of the same version, in a real browser, each time with nothing kept. */
export async function measurePages({ isLong }: Mode): Promise<Row[]> {
  const [hufu, empty] = [await startHufu("Hufu"), await startEmptyApp()];
  const browser = await chromium.launch(launchOptions());
  const cookie = await hufu.signIn();
  const opened = async (url: string, withCookie = "") => ({
    url,
    tab: await openTab(browser, url, withCookie),
    loads: [] as PageLoad[],
  });
  const pages = [
    await opened(`${empty.url}/`),
    await opened(`${hufu.url}/login`),
    await opened(`${hufu.url}/account`, cookie),
  ];
  for (let round = -2; round < (isLong ? 45 : 15); round++) {
    for (const page of pages) {
      const load = await loadPage(page.tab, page.url);
      if (round >= 0) page.loads.push(load); // before that, servers and browser are warmed
    }
  }
  await browser.close();
  await Promise.all([hufu.stop(), empty.stop()]);

  const [bare = [], login = [], account = []] = pages.map(({ loads }) => loads);
  const [bareKb, loginKb, accountKb] = [bare, login, account].map(
    (loads) => median(loads.map(({ scriptBytes }) => scriptBytes)) / KB,
  );
  const more = (loginKb ?? Number.NaN) - (bareKb ?? Number.NaN);
  const [loginRatio, accountRatio] = [ratios(lcp(login), lcp(bare)), ratios(lcp(account), lcp(bare))];
  return [
    bounded("scripts of /login beyond an empty page's, gzip, kB", more.toFixed(1), more, "≤", 10),
    {
      what: "the same in all, kB: empty; /login; /account",
      figure: [bareKb, loginKb, accountKb].map((kb) => kb?.toFixed(1)).join("; "),
    },
    bounded("Largest Contentful Paint of /login ÷ an empty page's", spread(loginRatio), median(loginRatio), "≤", 1.5),
    bounded("of /account", spread(accountRatio), median(accountRatio), "≤", 1.5),
    {
      what: "the same in ms: empty; /login; /account",
      figure: [bare, login, account].map((loads) => spread(lcp(loads), 0)).join("; "),
    },
    bounded("layout shift of /login, the largest", String(largestShift(login)), largestShift(login), "≤", 0),
    bounded("of /account", String(largestShift(account)), largestShift(account), "≤", 0),
  ];
}
