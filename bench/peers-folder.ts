import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const NEVER_COPIED = /[\\/](node_modules|\.next|\.data)$/;
/** What the peers' builds insist on; each server gets its own when it starts. */
const BUILD_ENV = { BETTER_AUTH_SECRET: "0".repeat(40), BETTER_AUTH_URL: "http://127.0.0.1", SECRET: "0".repeat(40) };

function run(command: string, args: string[], cwd: string): boolean {
  const env = { ...process.env, ...BUILD_ENV, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  return spawnSync(command, args, { cwd, env, stdio: ["ignore", 2, 2] }).status === 0;
}

/** `npm ci`, or where the lock lacks this platform's packages, the same exact versions without it. */
function install(folder: string): void {
  const flags = ["--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  if (run("npm", ["ci", ...flags], folder) || run("npm", ["install", "--no-package-lock", ...flags], folder)) return;
  throw new Error("The peers' packages could not be installed");
}

/**
 * A copy of the peers project with its packages and the production build of `apps`: the folder itself may be read-only.
 * It is kept beside the system's temporary files and used again until the original changes.
 */
export function preparePeers(original: string, apps: readonly string[]): string {
  const lock = readFileSync(join(original, "package-lock.json"));
  const folder = join(tmpdir(), `hufu-bench-peers-${createHash("sha256").update(lock).digest("hex").slice(0, 12)}`);
  cpSync(original, folder, { recursive: true, mode: 0, filter: (path) => !NEVER_COPIED.test(path) });
  run("chmod", ["-R", "u+w", folder], folder);
  const stamp = join(folder, "node_modules/.hufu-bench");
  if (!existsSync(stamp)) {
    install(folder);
    writeFileSync(stamp, "");
  }
  for (const app of apps) {
    const cwd = join(folder, "apps", app);
    if (existsSync(join(cwd, ".next/BUILD_ID"))) continue;
    if (!run(process.execPath, [join(folder, "node_modules/next/dist/bin/next"), "build"], cwd)) {
      throw new Error(`The peers' app ${app} could not be built`);
    }
  }
  return folder;
}
