import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { freePort } from "../lib/testing/free-port";
import { opener } from "./fixtures/account-page";
import { sqliteIn } from "./fixtures/server";
import { test } from "./fixtures/test";
import { expectUsable } from "./fixtures/usable";

const ROOT = join(import.meta.dirname, "..");
/** Stands in what /design shows, and nowhere else. */
const MARK = "Donaudampfschifffahrtsgesellschaft";
/** What it shows, in its order. */
const GROUPS = [
  "Mark",
  "Buttons",
  "Fields",
  "Passwords",
  "Error summary",
  "Navigation",
  "Notices",
  "Badges",
  "Cards and lists",
  "Toasts, dialog and sheet",
  "Chart",
  "Code",
  "Empty states and messages",
  "Outlines",
];

/** What stands above a page comes by a button; it is looked at while it is there. */
async function expectFloating(page: Page, panel: Locator): Promise<void> {
  const toast = page.getByRole("status", { name: "News" });
  for (const tone of ["what was done", "what went wrong"]) {
    await panel.getByRole("button", { name: `Say ${tone}` }).click();
    await expect(toast).toContainText("One sentence says");
    await expectUsable(page, tone);
  }
  await panel.getByRole("button", { name: "Say it with a way on" }).click();
  await expect(toast.getByRole("link", { name: "Kitchen tablet" })).toBeVisible();
  await expectUsable(page, "way on");
  await toast.getByRole("button", { name: "Close" }).click();
  await expect(toast).not.toContainText("One sentence says");
  await opener(panel, "Sign out").click();
  const dialog = page.getByRole("alertdialog", { name: "E-mail" });
  await expect(dialog).toBeVisible();
  await expectUsable(page, "dialog");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toHaveCount(0);
  await panel.getByRole("button", { name: "Open the sheet" }).click();
  const sheet = page.getByRole("dialog", { name: "Kitchen tablet" });
  await expect(sheet).toBeVisible();
  await expectUsable(page, "sheet");
  await sheet.getByRole("button", { name: "Close" }).click();
  await expect(sheet).toHaveCount(0);
}

test("in production there is no page of components, and nothing of it was built", async ({ server }) => {
  const page = await fetch(`${server.url}/design`);
  expect(page.status).toBe(404);
  expect(await page.text()).toContain("There is no page here");
  const built = readdirSync(join(ROOT, ".next"), { recursive: true, withFileTypes: true }).filter(
    (file) => file.isFile() && !file.parentPath.startsWith(join(ROOT, ".next/dev")),
  );
  const scripts = built.filter(({ name, parentPath }) => name.endsWith(".js") && !parentPath.includes("cache"));
  expect(scripts.length).toBeGreaterThan(20);
  const found = scripts.filter(({ name, parentPath }) => readFileSync(join(parentPath, name), "utf8").includes(MARK));
  expect(found.map(({ name }) => name)).toEqual([]);
});

// The development server builds each page anew, which takes the better part of a minute of both cores.
if (process.env.HUFU_LONG) {
  test("in development it shows every component, accessible in both themes and directions", async ({ browser }) => {
    test.setTimeout(180_000); // the development server builds what is asked for
    const folder = mkdtempSync(join(tmpdir(), "hufu-dev-"));
    const port = String(await freePort());
    const url = `http://localhost:${port}`;
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, NODE_ENV: "development" as const, __NEXT_PROCESSED_ENV: "true", PORT: port };
    const child = fork(join(ROOT, "lib/commands/dev.mjs"), [], {
      cwd: ROOT,
      silent: true,
      env: { ...env, DATABASE_URL: sqliteIn(folder) },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
    try {
      const isReady = () =>
        fetch(`${url}/api/health/ready`).then(
          ({ ok }) => ok,
          () => false,
        );
      await expect.poll(isReady, { timeout: 90_000, message: output }).toBe(true);
      const page = await browser.newPage({ baseURL: url });
      await page.goto("/design", { timeout: 60_000 });
      for (const name of ["Light", "Dark", "Right to left", "Long text"]) {
        const panel = page.getByRole("region", { name, exact: true });
        await expect(panel.getByRole("heading", { level: 3 })).toHaveText(GROUPS);
        await expect(panel.getByRole("button", { name: "Show password" })).toHaveCount(3);
        await expect(panel.getByRole("alert").locator("li")).toHaveCount(1);
        await expect(panel.getByRole("navigation").getByRole("link")).toHaveCount(2);
        await expect(panel.getByRole("navigation").locator("[aria-current=page]")).toHaveCount(1);
      }
      await expect(page.getByRole("region", { name: "Dark", exact: true })).toHaveCSS(
        "background-color",
        "rgb(20, 19, 17)",
      );
      await page.locator("nextjs-portal").evaluateAll((tools) => {
        for (const tool of tools) tool.remove();
      });
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await expectUsable(page);
      }
      await expectFloating(page, page.getByRole("region", { name: "Light", exact: true }));
      await page.close();
    } finally {
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
