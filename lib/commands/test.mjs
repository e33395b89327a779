// npm test: does all its own set-up, then runs format, lint, types, unit and database tests, build and browser tests.
// `npm run check` stops before the browser. Every part runs, also after one has failed; the last line counts them all.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, prepare, root, run, say } from "./setup.mjs";

const isQuick = process.argv.includes("--no-e2e");
const isLong = process.argv.includes("--long");
const totals = { passed: 0, failed: 0 };

function count(passed, failed) {
  totals.passed += passed;
  totals.failed += failed;
}

/** A part that either passes or not. */
function step(title, command, args) {
  say(title);
  const isGood = run(command, args) === 0;
  count(isGood ? 1 : 0, isGood ? 0 : 1);
}

/** A test runner that writes a JSON report; a runner that breaks before it has one counts as a failure. */
function suite(title, args, reportFile, read, env = {}) {
  say(title);
  const status = run(process.execPath, args, { env: { ...process.env, ...env } });
  let tally = { passed: 0, failed: 0 };
  try {
    tally = read(JSON.parse(readFileSync(reportFile, "utf8")));
  } catch (error) {
    say(`no report from ${title}: ${error.message}`);
  }
  count(tally.passed, status !== 0 && tally.failed === 0 ? 1 : tally.failed);
}

process.chdir(root);
await prepare();
const reports = mkdtempSync(join(tmpdir(), "hufu-reports-"));
const bin = (path) => join(root, "node_modules", path);
if (isLong) process.env.HUFU_LONG = "1";

step("format and lint", process.execPath, [bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."]);
step("types", process.execPath, [bin("typescript/bin/tsc"), "--noEmit"]);

const unitReport = join(reports, "vitest.json");
suite(
  "unit and database tests",
  [bin("vitest/vitest.mjs"), "run", "--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`],
  unitReport,
  ({ numPassedTests, numFailedTests }) => ({ passed: numPassedTests, failed: numFailedTests }),
);

if (!isQuick) {
  build();
  const { provideChromium } = await import("./browser.mjs");
  if (!provideChromium()) {
    say("no Chromium: set CHROMIUM_PATH to one, or install Chromium or Chrome. The browser tests fail without it.");
  }
  const { providePython } = await import("./beside.mjs");
  if (!providePython()) {
    const fate = process.env.CI ? "fail" : "are skipped";
    say(
      `no Python with Flask and PyJWT: the tests of examples/flask ${fate} without Debian's python3-flask and python3-jwt.`,
    );
  }
  const browserReport = join(reports, "playwright.json");
  suite(
    "browser and whole-server tests",
    [bin("@playwright/test/cli.js"), "test"],
    browserReport,
    ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected }),
    { HUFU_REPORT: browserReport },
  );
}

rmSync(reports, { recursive: true, force: true });
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;
