import { expect, type Page } from "@playwright/test";
import { closeDetails, devices, opener, rename } from "./fixtures/account-page";
import { darkLooks } from "./fixtures/looks";
import { PASSWORD, type Person, signIn, test } from "./fixtures/test";
import { expectUsable, expectWhole } from "./fixtures/usable";

const OUTSIDE = [
  "/",
  "/login",
  "/login?error=invalid_credentials",
  "/login?error=email:required,password:required&ended=reuse-detected",
  "/login?done=revoked-all&count=2",
  "/login?error=account_leaving",
  "/forgot-password?done=sent",
  "/reset-password?error=email:email_invalid,code:required,password:password_too_short",
  "/verify-email?form=resend&error=email:email_invalid",
  "/sign-up",
  "/sign-up?error=email:email_invalid,password:password_too_short",
  "/confirm-email?error=link_invalid",
  "/undo-change-email?error=email:required,code:code_invalid",
  "/token",
  "/no/such/page",
];
const INSIDE = [
  "/",
  "/login",
  "/dashboard",
  "/dashboard?error=sign_in_again",
  "/dashboard/example",
  "/account?done=named",
  "/account?error=not_found",
  "/account/security?error=current:password_wrong,password:password_too_short",
  "/account/security?error=sessionLimit:session_limit_invalid",
  "/account/activity",
  "/account/profile",
  "/account/profile?error=name:name_too_long,email:email_invalid",
  "/account/export",
  "/account/security?error=name:required,scopes:scope_missing",
  "/device",
  "/device?error=user_code_unknown",
  "/token",
];

/** Signs in whatever language the page speaks. */
async function enter(page: Page, { email }: Person): Promise<void> {
  await page.goto("/login?next=%2Faccount");
  await page.locator("[name=email]").fill(email);
  await page.locator("[name=password]").fill(PASSWORD);
  await page.locator("[name=password]").press("Enter");
  await page.waitForURL("**/account");
}

async function lookAtAll(page: Page, person: Person, look: () => Promise<void>): Promise<void> {
  for (const path of OUTSIDE) {
    await page.goto(path);
    await look();
  }
  await enter(page, person);
  for (const path of INSIDE) {
    await page.goto(path);
    await look();
  }
}

for (const { locale, colorScheme, widths } of darkLooks) {
  test(`every page is accessible in ${colorScheme} colours, ${locale}`, async ({ openDevice, person }) => {
    test.slow(); // some thirty pages
    const page = await openDevice({ colorScheme, locale });
    await lookAtAll(page, person, async () => {
      for (const [, width] of widths) {
        await page.setViewportSize({ width, height: 800 });
        await expectUsable(page);
      }
    });
  });
}

test("every page is whole from right to left, with text twice as large, and in forced colours", async ({
  openDevice,
  person,
}) => {
  test.slow(); // some thirty pages
  const page = await openDevice({ forcedColors: "active" });
  await lookAtAll(page, person, async () => {
    await page.setViewportSize({ width: 320, height: 800 });
    await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
    await expectWhole(page, "from right to left");
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    await expectWhole(page, "from right to left, text of 200%");
    await page.evaluate(() => document.documentElement.removeAttribute("dir"));
    await (process.env.HUFU_LONG ? expectUsable : expectWhole)(page, "in forced colours, text of 200%");
  });
});

const NAMES = {
  "a hundred letters without a space": "W".repeat(100),
  emoji: "👩‍👩‍👧‍👦🐯".repeat(7),
  "right to left": "\u202eهاتف العائلة".slice(1),
  markup: `</h3><script>alert(1)</script><img src=x onerror="alert(1)">`,
};

test("a name cannot turn the text around it: marks of direction are taken out", async ({ laptop, person }) => {
  await signIn(laptop, person);
  await rename(devices(laptop), "\u202eenohp\u2066");
  await expect(laptop.getByRole("status")).toHaveText("The name was saved.");
  await closeDetails(laptop);
  await expect(devices(laptop).getByRole("heading")).toHaveText(/^enohp/);
});

test("any name of a device is shown as text and fits into 320 px", async ({ openDevice, person }) => {
  const page = await openDevice({ viewport: { width: 320, height: 800 } });
  page.on("dialog", () => expect.soft(false, "a name ran as a script").toBe(true));
  await signIn(page, person);
  for (const [kind, name] of Object.entries(NAMES)) {
    await rename(devices(page), name);
    await expect(page.getByRole("dialog"), kind).toContainText(name.normalize("NFC"));
    await expectUsable(page, `${kind}, in the sheet`);
    await closeDetails(page);
    await expect(devices(page).getByRole("heading"), kind).toContainText(name.normalize("NFC"));
    await opener(devices(page), "Sign out").click();
    await expect(page.getByRole("alertdialog"), kind).toContainText("Sign out this device?");
    await expectUsable(page, `${kind}, asked`);
    await page.getByRole("button", { name: "Cancel" }).click();
  }
});
