import { defineConfig } from "@playwright/test";
import { launchOptions } from "./e2e/fixtures/chromium";

/** Against the production build. Each worker starts a server of its own. */
export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/fixtures/build.ts",
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  reporter: process.env.HUFU_REPORT ? [["list"], ["json", { outputFile: process.env.HUFU_REPORT }]] : "list",
  use: { launchOptions: launchOptions(), locale: "en-US", timezoneId: "UTC", trace: "off", actionTimeout: 10_000 },
});
