// What start, dev and test need before they can run: dependencies, generated clients, a build. Plain Node.js without
// dependencies, for it runs on a machine that has nothing else. Each step skips itself when nothing has changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
const MINIMUM_NODE = [20, 19];
/** What the build is made from. */
const SOURCES = [
  "app",
  "lib",
  "prisma",
  "public",
  "instrumentation.ts",
  "next.config.js",
  "package-lock.json",
  "postcss.config.js",
  "proxy.ts",
  "tsconfig.json",
];
const NOT_BUILT = new Set(["generated", "testing", "commands"]);

export const say = (text) => console.log(`hufu: ${text}`);

export function fail(text) {
  console.error(`hufu: ${text}`);
  process.exit(1);
}

/** Runs a command of the project to its end; its output is shown. */
export function run(command, args, options = {}) {
  const shell = process.platform === "win32"; // npm is a script there
  const result = spawnSync(command, args, { cwd: root, stdio: "inherit", shell, ...options });
  if (result.error) throw result.error;
  return result.status ?? 1;
}

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor < MINIMUM_NODE[1])) {
    fail(`Node.js ${MINIMUM_NODE.join(".")} or later is needed; this is ${process.versions.node}.`);
  }
}

/** `npm ci` when modules are missing or the lock file has changed since. */
export function installDependencies() {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const stamp = join(root, "node_modules/.hufu-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  say("installing dependencies (about a minute, once)");
  // No package needs its install script: Prisma's fetch an engine that is not used, esbuild's saves a millisecond.
  const status = run("npm", ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (status !== 0) fail("npm ci failed; see above. It needs the npm registry.");
  writeFileSync(stamp, lock);
}

function hashTree(hash, path) {
  const absolute = join(root, path);
  if (!existsSync(absolute)) return;
  const entries = readdirSync(absolute, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const child = join(path, entry.name);
    if (entry.isDirectory() && !NOT_BUILT.has(entry.name)) hashTree(hash, child);
    if (entry.isFile() && !/\.test\.tsx?$/.test(entry.name)) hash.update(child).update(readFileSync(join(root, child)));
  }
}

function sourceFingerprint() {
  const hash = createHash("sha256").update(process.versions.node);
  for (const source of SOURCES) {
    if (/\.\w+$/.test(source)) hash.update(source).update(readFileSync(join(root, source)));
    else hashTree(hash, source);
  }
  return hash.digest("hex");
}

/** `next build` when sources have changed since the last one. */
export function build() {
  const stamp = join(root, ".next/hufu-fingerprint");
  const fingerprint = sourceFingerprint();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint) return;
  say("building (about half a minute, again only when sources change)");
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const status = run(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], { env });
  if (status !== 0) fail("the build failed; see above.");
  writeFileSync(stamp, fingerprint);
}

/** Everything up to a build. */
export async function prepare() {
  checkNode();
  installDependencies();
  const { generate } = await import("./generate.mjs");
  generate();
}
