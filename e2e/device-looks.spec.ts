import { expect } from "@playwright/test";
import { details } from "./fixtures/account-page";
import { signIn as signInProgram } from "./fixtures/http";
import { lightLooks } from "./fixtures/looks";
import { PASSWORD, test } from "./fixtures/test";
import { expectUsable } from "./fixtures/usable";

// What opens on the list of devices, for everyone: found by its place, for the words differ.
for (const { locale, colorScheme, widths } of lightLooks) {
  test(`sheet, question, news and search are accessible in ${colorScheme} colours, ${locale}`, async ({
    openDevice,
    person,
    server,
  }) => {
    test.slow(); // axe looks ten times
    for (let i = 0; i < 21; i++) await signInProgram(server.url, person.email);
    const page = await openDevice({ colorScheme, locale, viewport: { width: 320, height: 800 } });
    await page.goto("/login?next=%2Faccount");
    await page.locator("[name=email]").fill(person.email);
    await page.locator("[name=password]").fill(PASSWORD);
    await page.locator("[name=password]").press("Enter");
    await page.waitForURL((url) => url.pathname === "/account");
    const look = async (state: string) => {
      for (const [, width] of widths) {
        await page.setViewportSize({ width, height: 800 });
        await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
        await expectUsable(page, state);
      }
    };
    await page.getByRole("searchbox").fill("chrome");
    await expect(page.locator("[data-search]:not([hidden])")).toHaveCount(1);
    await look("a search");
    await page.locator("[data-search]:not([hidden]) a[data-soft]").click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await look("the sheet");
    await details(page).locator("summary").click();
    await expect(page.getByRole("alertdialog")).toBeVisible();
    await look("the question, on the sheet");
    await page.keyboard.press("Escape");
    await details(page).locator("[name=name]").fill("Mei");
    await details(page).locator("[name=name]").press("Enter");
    await expect(page.getByRole("status")).not.toBeEmpty();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await look("the news");
    await expect(page.locator("#devices")).toHaveText(/22/);
  });
}
