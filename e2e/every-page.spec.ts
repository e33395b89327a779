import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { devices, opener } from "./fixtures/account-page";
import { signIn, test } from "./fixtures/test";

const OUTSIDE = [
  "/",
  "/login",
  "/login?error=invalid_credentials",
  "/login?error=email:required,password:required&ended=reuse-detected",
  "/login?done=revoked-all&count=2",
  "/sign-up",
  "/sign-up?error=email:email_invalid,password:password_too_short",
  "/no/such/page",
];
const INSIDE = ["/", "/login", "/dashboard", "/account?done=named", "/account?error=not_found"];

const WIDTHS = [320, 1280];
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What everyone can use: nothing that axe knows to be wrong, and nothing that hangs over the edge. */
async function expectUsable(page: Page): Promise<void> {
  // Legacy mode runs in this page alone, and there are no frames: no helper page for each check.
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).setLegacyMode().analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  expect.soft(found, page.url()).toEqual([]);
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect.soft(overhang, `${page.url()} is wider than the window, by px`).toBeLessThanOrEqual(0);
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`every page is accessible, narrow and wide, in ${colorScheme} colours`, async ({ openDevice, person }) => {
    test.slow(); // some thirty pages
    const page = await openDevice({ colorScheme });
    const look = async (paths: string[], before?: () => Promise<void>) => {
      for (const path of paths) {
        await page.goto(path);
        await before?.();
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 800 });
          await expectUsable(page);
        }
      }
    };
    await look(OUTSIDE);
    await signIn(page, person);
    await look(INSIDE);
    await look(["/account"], async () => {
      await opener(devices(page), "Rename").click();
      await opener(page, "Sign out everywhere").click();
    });
  });
}

const NAMES = {
  "a hundred letters without a space": "W".repeat(100),
  emoji: "👩‍👩‍👧‍👦🐯".repeat(7),
  "right to left": "\u202eهاتف العائلة".slice(1),
  markup: `</h3><script>alert(1)</script><img src=x onerror="alert(1)">`,
};

test("a name cannot turn the text around it: marks of direction are taken out", async ({ laptop, person }) => {
  await signIn(laptop, person);
  await opener(devices(laptop), "Rename").click();
  await devices(laptop).getByLabel("New name").fill("\u202eenohp\u2066");
  await devices(laptop).getByRole("button", { name: "Save name" }).click();
  await expect(devices(laptop).getByRole("heading")).toHaveText(/^enohp/);
});

test("any name of a device is shown as text and fits into 320 px", async ({ openDevice, person }) => {
  const page = await openDevice({ viewport: { width: 320, height: 800 } });
  page.on("dialog", () => expect.soft(false, "a name ran as a script").toBe(true));
  await signIn(page, person);
  for (const [kind, name] of Object.entries(NAMES)) {
    await opener(devices(page), "Rename").click();
    await devices(page).getByLabel("New name").fill(name);
    await devices(page).getByRole("button", { name: "Save name" }).click();
    await expect(page.getByRole("status"), kind).toHaveText("The name was saved.");
    await expect(devices(page).getByRole("heading"), kind).toContainText(name.normalize("NFC"));
    await opener(devices(page), "Sign out").click();
    await expectUsable(page);
  }
});
