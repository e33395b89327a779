// What some tests need beyond Hufu's own packages.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { installFromDebian } from "./debian.mjs";
import { root, run, say } from "./setup.mjs";

const PYTHON = "/usr/bin/python3";
const PYTHON_PACKAGES = ["python3-flask", "python3-jwt", "python3-cryptography", "python3-requests"];

/** Installs what a folder with a lock of its own needs, once. */
function installIn(folder, what) {
  const lock = createHash("sha256")
    .update(readFileSync(join(folder, "package-lock.json")))
    .digest("hex");
  const stamp = join(folder, "node_modules/.hufu-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  say(`installing ${what}, once`);
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  if (run("npm", ["ci", ...flags], { cwd: folder }) !== 0) throw new Error(`npm ci failed in ${folder}`);
  writeFileSync(stamp, lock);
}

/**
 * Installs the edge runtime and bundles the worker for it.
 * @returns {{ folder: string, binary: string }}
 */
export function provideEdgeNode() {
  const folder = join(root, "examples/edge-node");
  installIn(folder, "workerd (160 MB)");
  if (run("npm", ["run", "--silent", "build"], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] }) !== 0) {
    throw new Error("The worker of examples/edge-node cannot be bundled; see above.");
  }
  return { folder, binary: createRequire(join(folder, "package.json"))("workerd").default };
}

/** The files of the typeface that reference images are set in. @returns {{ weight: string, path: string }[]} */
export function provideFonts() {
  const folder = join(root, "e2e/fonts");
  installIn(folder, "the typeface of the reference images (75 MB)");
  return ["chinese-simplified", "latin"].flatMap((subset) =>
    ["400", "700"].map((weight) => ({
      weight,
      path: join(folder, `node_modules/@fontsource/noto-sans-sc/files/noto-sans-sc-${subset}-${weight}-normal.woff2`),
    })),
  );
}

/** @returns {string | null} a Python that has Flask, PyJWT and requests */
export function findPython() {
  if (!existsSync(PYTHON)) return null;
  return spawnSync(PYTHON, ["-c", "import flask, jwt, cryptography, requests"]).status === 0 ? PYTHON : null;
}

/** Finds one, or installs it from Debian's packages when root. @returns {string | null} */
export function providePython() {
  const found = findPython();
  if (found) return found;
  say("no Flask here");
  installFromDebian(PYTHON_PACKAGES);
  return findPython();
}
