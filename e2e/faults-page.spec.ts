import { type BrowserContext, expect } from "@playwright/test";
import { execute } from "./fixtures/database";
import { type HufuServer, startServer } from "./fixtures/server";
import { createPerson, signIn, test } from "./fixtures/test";
import { expectUsable, readIn } from "./fixtures/usable";

const OFFLINE = "No connection. What you see may be old; what you do is not sent.";

const rename = (server: HufuServer, from: string, to: string) =>
  execute(server, `alter table "${from}" rename to "${to}"`);

/** A browser whose console is not read: a page that fails says so there. */
async function withBrowser(
  newContext: () => Promise<BrowserContext>,
  work: (context: BrowserContext) => Promise<void>,
): Promise<void> {
  const context = await newContext();
  try {
    await work(context);
  } finally {
    await context.close();
  }
}

test("a page that fails keeps the others in reach, and comes back when it is tried again", async ({ browser }) => {
  const server = await startServer();
  try {
    const options = { baseURL: server.url, viewport: { width: 320, height: 800 } };
    await withBrowser(
      () => browser.newContext(options),
      async (context) => {
        const page = await context.newPage();
        await signIn(page, await createPerson(server), "/dashboard");
        await rename(server, "SecurityEvent", "Elsewhere");
        await page.goto("/account/activity");
        const title = page.getByRole("heading", { level: 1 });
        await expect(title).toHaveText("Something went wrong");
        await expect(page.getByText("name this reference:")).toBeVisible();
        await expectUsable(page);
        await page.getByRole("link", { name: "Profile" }).click();
        await expect(title).toHaveText("Profile");
        await page.getByRole("link", { name: "Activity" }).click();
        await expect(title).toHaveText("Something went wrong");
        await rename(server, "Elsewhere", "SecurityEvent");
        await page.getByRole("button", { name: "Try again" }).click();
        await expect(title).toHaveText("Activity");
      },
    );
  } finally {
    await server.stop();
  }
});

test("what went wrong with a form hides no navigation on a phone, and goes when one types on", async ({
  openDevice,
  person,
}) => {
  const page = await openDevice({ viewport: { width: 320, height: 640 } });
  await signIn(page, person, "/account/profile");
  await page.route("**/api/auth/profile", (route) => route.abort());
  await page.getByRole("button", { name: "Save name" }).click();
  const trouble = page.getByRole("alert").filter({ hasText: "The server could not be reached" });
  await expect(trouble).toBeVisible();
  const said = await trouble.getByRole("paragraph").boundingBox();
  const navigation = await page.getByRole("navigation", { name: "Account" }).boundingBox();
  expect((said?.y ?? 0) + (said?.height ?? 0)).toBeLessThanOrEqual(navigation?.y ?? 0);
  await page.getByLabel("Name", { exact: true }).press("M");
  await expect(trouble).toHaveCount(0);
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(trouble).toBeVisible();
  await page.getByRole("navigation", { name: "Account" }).getByRole("link", { name: "Security" }).click();
  await expect(page).toHaveURL("/account/security");
  await expect(trouble, "it can be tried again on its own page alone").toHaveCount(0);
});

test("a page without a connection says so, until it is back", async ({ laptop, person }) => {
  await signIn(laptop, person, "/account/profile");
  const notice = laptop.getByRole("alert").filter({ hasText: OFFLINE });
  await laptop.context().setOffline(true);
  await expect(notice).toBeVisible();
  await expectUsable(laptop);
  await laptop.context().setOffline(false);
  await expect(notice).toBeHidden();
});

test("a page that is slow to come shows its outline meanwhile, and a quick one shows none", async ({
  laptop,
  person,
}) => {
  await signIn(laptop, person, "/account");
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await laptop.route("**/account/profile?*", async (route) => {
    if (!route.request().headers()["next-router-prefetch"]) await held;
    await route.continue();
  });
  const slot = laptop.locator("#account-slot");
  await laptop.getByRole("link", { name: "Profile" }).click();
  await expect(slot).toHaveAttribute("aria-busy", "true");
  await expect(slot.locator("> :last-child"), "what was there gives way").toHaveCSS("opacity", "0");
  await expect(slot.locator(".animate-late")).toBeVisible();
  await expect(laptop.getByRole("link", { name: "Activity" })).toBeVisible();
  release();
  await expect(laptop.getByRole("heading", { level: 1 })).toHaveText("Profile");
  await expect(slot).not.toHaveAttribute("aria-busy", "true");
  await expect(slot.locator(".animate-late")).toBeHidden();
});

for (const [language, title, go, home] of [
  ["en", "There is no page here", "Go to the start", "Go to the dashboard"],
  ["zh", "页面不存在", "返回首页", "前往控制台"],
] as const) {
  test(`an address without a page leads on, in ${language}`, async ({ openDevice, person, server }) => {
    const page = await openDevice({ viewport: { width: 320, height: 800 } });
    await readIn(page, server.url, language);
    expect((await page.goto("/no/such/page"))?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expectUsable(page);
    await page.getByRole("link", { name: go }).click();
    await expect(page).toHaveURL("/");
    await readIn(page, server.url, "en");
    await signIn(page, person, "/dashboard");
    await readIn(page, server.url, language);
    await page.goto("/account/nothing");
    await page.getByRole("link", { name: home }).click();
    await expect(page).toHaveURL("/dashboard");
  });
}
