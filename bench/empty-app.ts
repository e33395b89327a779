import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { App } from "./apps";
import { startPeer } from "./peers";

const ROOT = resolve(import.meta.dirname, "..");
const FOLDER = "empty";

/**
 * What `create-next-app --empty` makes by default: a layout, Tailwind's own style sheet, a page with one line. The route is
 * there for its start to be waited for.
 */
const FILES = {
  "package.json": '{ "private": true, "type": "module" }',
  "postcss.config.mjs": 'export default { plugins: { "@tailwindcss/postcss": {} } };',
  "app/globals.css": '@import "tailwindcss";',
  "app/layout.jsx": `import "./globals.css";
export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }`,
  "app/page.jsx": "export default function Page() { return <h1>Empty</h1>; }",
  "app/api/open/route.js": "export const GET = () => new Response();",
};

/** A Next.js app of the same version with one page and one line on it, built and served: the yardstick of pages. */
export async function startEmptyApp(): Promise<App> {
  const home = mkdtempSync(join(tmpdir(), "hufu-bench-"));
  const cwd = join(home, "apps", FOLDER);
  mkdirSync(join(cwd, "app/api/open"), { recursive: true });
  for (const [path, text] of Object.entries(FILES)) writeFileSync(join(cwd, path), text);
  writeFileSync(join(home, "package-lock.json"), "{}"); // where Next.js takes the workspace to begin
  const copy = (flags: string) => spawnSync("cp", [flags, join(ROOT, "node_modules"), home], { stdio: "ignore" });
  if (copy("-al").status !== 0 && copy("-a").status !== 0) throw new Error("node_modules could not be copied");
  const next = join(home, "node_modules/next/dist/bin/next");
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const built = spawnSync(process.execPath, [next, "build"], { cwd, env, stdio: ["ignore", "ignore", 2] });
  if (built.status !== 0) throw new Error("The empty app could not be built");
  const app = await startPeer(home, "an empty Next.js page", { folder: FOLDER });
  return {
    ...app,
    stop: async () => {
      await app.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
