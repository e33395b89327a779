import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { freePort } from "../lib/testing/free-port";
import { sqliteIn } from "./fixtures/server";
import { test } from "./fixtures/test";
import { expectUsable } from "./fixtures/usable";

const ROOT = join(import.meta.dirname, "..");
/** Stands in what /design shows, and nowhere else. */
const MARK = "Donaudampfschifffahrtsgesellschaft";

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
      await expect(page.getByRole("region", { name, exact: true })).toContainText("Outlines");
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
    await page.close();
  } finally {
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    await gone;
    rmSync(folder, { recursive: true, force: true });
  }
});
