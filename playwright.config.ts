import { defineConfig } from "@playwright/test";
import { launchOptions } from "./e2e/fixtures/chromium";
import type { DatabaseOptions } from "./e2e/fixtures/test";

/** What runs on PostgreSQL too: each page and each kind of write once, and what a database must stand. */
const ON_POSTGRESQL = [
  "main-story",
  "http-account",
  "http-contract",
  "http-mailed",
  "http-programs",
  "live-list",
  "no-queries",
  "start-together",
  // faults.postgresql kills it under load, and main-story walks the list, in either run
  ...(process.env.HUFU_LONG ? ["crash", "device-list"] : []),
  "http-feed",
];

/** Against the production build. Each worker starts a server of its own. */
export default defineConfig<object, DatabaseOptions>({
  testDir: "e2e",
  // One image for all machines: the typeface comes with the tests.
  snapshotPathTemplate: "{testDir}/reference/{arg}{ext}",
  globalSetup: "./e2e/fixtures/build.ts",
  workers: 3,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 }, // what a person sees at once, a busy machine may show late
  projects: [
    { name: "sqlite", testIgnore: "*.postgresql.spec.ts" },
    {
      name: "postgresql",
      testMatch: ["*.postgresql.spec.ts", ...ON_POSTGRESQL.map((name) => `${name}.spec.ts`)],
      // Neither which hands nor which scripts ever meets the database.
      grepInvert: /with JavaScript off|with the keyboard alone/,
      use: { databaseKind: "postgresql" },
    },
  ],
  reporter: process.env.HUFU_REPORT ? [["list"], ["json", { outputFile: process.env.HUFU_REPORT }]] : "list",
  use: { launchOptions: launchOptions(), locale: "en-US", timezoneId: "UTC", trace: "off", actionTimeout: 10_000 },
});
