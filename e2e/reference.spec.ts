import { expect, type Page } from "@playwright/test";
import { provideFonts } from "../lib/commands/beside.mjs";
import { setInReferenceFont, settle } from "./fixtures/reference";
import { type HufuServer, startServer } from "./fixtures/server";
import { HOME, liveTenDays, MEI } from "./fixtures/ten-days";
import { PASSWORD, test } from "./fixtures/test";

/**
 * Every page, narrow and wide, light and dark, in both languages, against the images in e2e/reference.
 * `npm run references` makes them anew: look at what changed before it is kept.
 */
const OUTSIDE = {
  start: "/",
  "sign-in": "/login",
  "sign-in-refused": "/login?error=invalid_credentials",
  "sign-in-ended": "/login?ended=revoked",
  "sign-up": "/sign-up",
  "not-found": "/no/such/page",
};
const INSIDE = {
  dashboard: "/dashboard",
  devices: "/account",
  security: "/account/security",
  activity: "/account/activity",
  profile: "/account/profile",
};
const WIDTHS = { narrow: { width: 320, height: 640 }, wide: { width: 1280, height: 800 } };
const LANGUAGES = { en: "en-US", zh: "zh-CN" };

let server: HufuServer;

test.beforeAll(async () => {
  test.setTimeout(300_000); // fetches the typeface the first time
  provideFonts();
  const env = { TRUSTED_PROXY_HOPS: "1", PLACE_HEADER: "x-place", HUFU_TEST_NOW: "2027-03-05T09:00:00Z" };
  server = await startServer({ env });
  await liveTenDays(server);
});

test.afterAll(() => server.stop());

/** Each page whole: the window is made as high as the page, so that what is fixed to its edge stands at the page's end. */
async function compare(page: Page, pages: Record<string, string>, suffix: string): Promise<void> {
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(path);
    for (const [width, size] of Object.entries(WIDTHS)) {
      await page.setViewportSize(size);
      await settle(page);
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ ...size, height });
      await expect.soft(page).toHaveScreenshot(`${name}-${suffix}-${width}.png`, { maxDiffPixelRatio: 0.01 });
    }
  }
}

for (const [language, locale] of Object.entries(LANGUAGES)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`every page looks as it did, in ${language}, ${colorScheme}`, async ({ openDevice }) => {
      test.slow(); // some twenty pictures
      const page = await openDevice({
        baseURL: server.url,
        locale,
        colorScheme,
        timezoneId: "UTC",
        extraHTTPHeaders: HOME,
      });
      await setInReferenceFont(page.context());
      await compare(page, OUTSIDE, `${language}-${colorScheme}`);
      await page.goto("/login?next=/account");
      await page.locator("[name=email]").fill(MEI.email);
      await page.locator("[name=password]").fill(PASSWORD);
      await page.locator("[name=password]").press("Enter");
      await page.waitForURL("**/account");
      await compare(page, INSIDE, `${language}-${colorScheme}`);
    });
  }
}
