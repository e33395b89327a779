import { type Browser, chromium } from "@playwright/test";
import { launchOptions } from "../e2e/fixtures/chromium";
import { startHufu } from "./apps";
import { startEmptyApp } from "./empty-app";
import { median, ratios, spread } from "./figures";
import type { Mode } from "./mode";
import { HOME_LINE, type Line, loadPage, openTab, type PageLoad } from "./page-load";
import { bounded, type Row } from "./report";

const KB = 1000;

const lcp = (loads: readonly PageLoad[]) => loads.map(({ lcpMs }) => lcpMs);
const largestShift = (loads: readonly PageLoad[]) => Math.max(...loads.map(({ shift }) => shift));

/** Loads pages in turn, so that what disturbs one disturbs all. @returns the loads of each */
async function loadInTurn(
  browser: Browser,
  pages: readonly { url: string; cookie: string }[],
  rounds: number,
  line: Line | null,
): Promise<PageLoad[][]> {
  const tabs = await Promise.all(
    pages.map(async ({ url, cookie }) => ({
      url,
      tab: await openTab(browser, url, cookie, line),
      loads: [] as PageLoad[],
    })),
  );
  for (let round = -2; round < rounds; round++) {
    for (const { tab, url, loads } of tabs) {
      const load = await loadPage(tab, url);
      if (round >= 0) loads.push(load); // before that, servers and browser are warmed
    }
  }
  for (const { tab } of tabs) await tab.context().close();
  return tabs.map(({ loads }) => loads);
}

/** What people wait for, beside an empty Next.js page of the same version, in a real browser, each time with nothing kept. */
export async function measurePages({ isLong }: Mode): Promise<Row[]> {
  const [hufu, empty] = [await startHufu("Hufu"), await startEmptyApp()];
  const browser = await chromium.launch(launchOptions());
  const pages = [
    { url: `${empty.url}/`, cookie: "" },
    { url: `${hufu.url}/login`, cookie: "" },
    { url: `${hufu.url}/account`, cookie: await hufu.signIn() },
  ];
  const rounds = isLong ? 45 : 15;
  const overLine = await loadInTurn(browser, pages, rounds, HOME_LINE);
  const onOneMachine = await loadInTurn(browser, pages, rounds, null);
  await browser.close();
  await Promise.all([hufu.stop(), empty.stop()]);

  const kb = overLine.map((loads) => median(loads.map(({ scriptBytes }) => scriptBytes)) / KB);
  const more = (kb[1] ?? Number.NaN) - (kb[0] ?? Number.NaN);
  const inMs = (loads: readonly PageLoad[][]) => loads.map((each) => spread(lcp(each), 0)).join("; ");
  const [bare = [], login = [], account = []] = overLine;
  const [bareHere = [], loginHere = [], accountHere = []] = onOneMachine;
  const [loginRatio, accountRatio] = [ratios(lcp(login), lcp(bare)), ratios(lcp(account), lcp(bare))];
  const [loginShift, accountShift] = [
    [...login, ...loginHere],
    [...account, ...accountHere],
  ].map(largestShift);
  return [
    bounded("scripts of /login beyond an empty page's, gzip, kB", more.toFixed(1), more, "≤", 10),
    { what: "the same in all, kB: empty; /login; /account", figure: kb.map((each) => each.toFixed(1)).join("; ") },
    bounded(
      "Largest Contentful Paint of /login ÷ an empty page's, over a line of 40 ms and 10 Mbit/s",
      spread(loginRatio),
      median(loginRatio),
      "≤",
      1.5,
    ),
    bounded("of /account", spread(accountRatio), median(accountRatio), "≤", 1.5),
    { what: "the same in ms: empty; /login; /account", figure: inMs(overLine) },
    {
      what: "the same without a line, browser and server on one machine: /login; /account",
      figure: [loginHere, accountHere].map((each) => spread(ratios(lcp(each), lcp(bareHere)))).join("; "),
    },
    { what: "in ms: empty; /login; /account", figure: inMs(onOneMachine) },
    bounded("layout shift of /login, the largest", String(loginShift), loginShift ?? Number.NaN, "≤", 0),
    bounded("of /account", String(accountShift), accountShift ?? Number.NaN, "≤", 0),
  ];
}
