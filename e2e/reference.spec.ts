import { expect, type Page } from "@playwright/test";
import { provideFonts } from "../lib/commands/beside.mjs";
import { details } from "./fixtures/account-page";
import { type Look, lightLooks, type WidthName } from "./fixtures/looks";
import { setInReferenceFont, settle } from "./fixtures/reference";
import { type HufuServer, startServer } from "./fixtures/server";
import { HOME, liveTenDays, MEI } from "./fixtures/ten-days";
import { PASSWORD, test } from "./fixtures/test";

/**
 * Every page, narrow and wide, light and dark, in both languages, against the images in e2e/reference.
 * `npm run references` makes them all anew: look at what changed before it is kept. The short run compares a few of them.
 */
const OUTSIDE = {
  start: "/",
  "sign-in": "/login",
  "sign-in-refused": "/login?error=invalid_credentials",
  "sign-in-ended": "/login?ended=revoked",
  "sign-up": "/sign-up",
  "verify-email": "/verify-email?done=sent",
  "forgot-password": "/forgot-password",
  "reset-password": "/reset-password",
  "report-session": "/report-session",
  token: "/token",
  "not-found": "/no/such/page",
};
const INSIDE = {
  dashboard: "/dashboard",
  devices: "/account",
  security: "/account/security",
  activity: "/account/activity",
  profile: "/account/profile",
  device: "/device",
};
/** What the short run compares: both frames, the list, a form and a chart. */
const SHORT = ["sign-in-refused", "devices", "activity"];
const compared = (pages: Record<string, string>) =>
  Object.entries(pages).filter(([name]) => process.env.HUFU_LONG || SHORT.includes(name));

/** Edges of letters differ a little from one browser to the next; an icon that is missing does not pass. */
const TOLERANCE = { maxDiffPixels: 300 };
const HEIGHTS: Record<WidthName, number> = { narrow: 640, wide: 800 };

test.beforeAll(() => {
  test.setTimeout(300_000); // fetches the typeface the first time
  provideFonts();
});

/** Each test has a Mei of its own, who lived the same days. */
async function withMei(act: (server: HufuServer) => Promise<void>): Promise<void> {
  const env = { TRUSTED_PROXY_HOPS: "1", PLACE_HEADER: "x-place", HUFU_TEST_NOW: "2027-03-05T09:00:00Z" };
  const server = await startServer({ env });
  try {
    await liveTenDays(server);
    await act(server);
  } finally {
    await server.stop();
  }
}

const pictureOf = (name: string, { language, colorScheme }: Omit<Look, "widths">, width: WidthName) =>
  `${name}-${language}-${colorScheme}-${width}.png`;

/** Each page whole: the window is made as high as the page, so that what is fixed to its edge stands at the page's end. */
async function compare(page: Page, pages: Record<string, string>, { widths, ...look }: Look): Promise<void> {
  for (const [name, path] of compared(pages)) {
    await page.goto(path);
    for (const [widthName, width] of widths) {
      await page.setViewportSize({ width, height: HEIGHTS[widthName] });
      await settle(page);
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width, height });
      await expect.soft(page).toHaveScreenshot(pictureOf(name, look, widthName), TOLERANCE);
    }
  }
}

/** What opens over the list, as far as the window shows it. */
async function compareOverlays(page: Page, { widths, ...look }: Look): Promise<void> {
  await page.goto("/account");
  for (const [widthName, width] of widths) {
    await page.setViewportSize({ width, height: HEIGHTS[widthName] });
    const row = page.getByRole("listitem").filter({ hasText: "Kitchen tablet" });
    await row.getByRole("link").click();
    await expect(details(page).getByRole("textbox")).toBeVisible();
    await settle(page);
    await expect.soft(page).toHaveScreenshot(pictureOf("details", look, widthName), TOLERANCE);
    await page.keyboard.press("Escape");
    await expect(details(page)).toHaveCount(0);
    await row.locator("summary").first().click();
    await expect(page.getByRole("alertdialog")).toBeVisible();
    await settle(page);
    await expect.soft(page).toHaveScreenshot(pictureOf("question", look, widthName), TOLERANCE);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("alertdialog")).toHaveCount(0);
  }
}

for (const look of lightLooks) {
  const { language, locale, colorScheme } = look;
  test(`every page looks as it did, in ${language}, ${colorScheme}`, async ({ openDevice }) => {
    test.slow(); // some thirty pictures
    await withMei(async ({ url }) => {
      const here = { baseURL: url, timezoneId: "UTC", extraHTTPHeaders: HOME };
      const page = await openDevice({ locale, colorScheme, ...here });
      await setInReferenceFont(page.context());
      await compare(page, OUTSIDE, look);
      await page.goto("/login?next=%2Faccount");
      await page.locator("[name=email]").fill(MEI.email);
      await page.locator("[name=password]").fill(PASSWORD);
      await page.locator("[name=password]").press("Enter");
      await page.waitForURL("**/account");
      await compare(page, INSIDE, look);
      await compareOverlays(page, look);
      await page.close();
    });
  });
}
