import { readdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, it } from "vitest";

const FOLDER = import.meta.dirname;
const modules = readdirSync(FOLDER, { encoding: "utf8", recursive: true }).filter(
  (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
);

/** Bundles all modules for a platform that knows none of Node.js's. */
const bundle = (platform: "browser" | "neutral") =>
  build({
    entryPoints: modules.map((file) => join(FOLDER, file)),
    platform,
    mainFields: ["module", "main"],
    format: "esm",
    bundle: true,
    write: false,
    outdir: FOLDER,
    metafile: true,
    logLevel: "silent",
  });

it.each(["browser", "neutral"] as const)("everything here can be bundled for the platform %s", async (platform) => {
  expect(modules.length).toBeGreaterThan(15);
  const { metafile, outputFiles, warnings } = await bundle(platform);
  expect(warnings).toEqual([]);
  const left = Object.values(metafile.outputs).flatMap(({ imports }) => imports);
  expect(left).toEqual([]);
  for (const { path, text } of outputFiles) {
    expect(text, path).not.toMatch(/\bfrom "node:|\brequire\(|\bprocess\.|\bBuffer\b/);
  }
});
