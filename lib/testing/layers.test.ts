import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** A file may import its own layer and those to its right. */
const LAYERS = [
  "app",
  "lib/start-up",
  "lib/accounts",
  "lib/programs",
  "lib/sessions",
  "lib/mails",
  "lib/infra",
  "lib/edge",
  "lib/client",
  "lib/shared",
];
const OUTERMOST = ["proxy.ts", "instrumentation.ts"];
const ANY_RUNTIME = ["lib/edge", "lib/client", "lib/shared"];
const ANY_RUNTIME_PACKAGES = ["jose", "zod"];
const FREE = ["lib/testing", "lib/commands", "lib/infra/generated"]; // may import anything, and tests may too
const GENERATED = "lib/infra/generated";
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g;

const isIn = (folder: string) => (path: string) => path === folder || path.startsWith(`${folder}/`);
const layerOf = (path: string) => (OUTERMOST.includes(path) ? 0 : LAYERS.findIndex((layer) => isIn(layer)(path)));

/** What an import leads to: a path from the root, or the name of a package. */
function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith("@/")) return specifier.slice(2);
  return specifier.startsWith(".") ? join(dirname(file), specifier) : specifier;
}

/** Whether `file`, a path from the root, may import `specifier`. */
function isAllowed(file: string, specifier: string): boolean {
  if (/\.(test|spec)\.tsx?$/.test(file) || FREE.some((folder) => isIn(folder)(file))) return true;
  const target = targetOf(file, specifier);
  if (isIn(GENERATED)(target)) return file === "lib/infra/db.ts";
  if (specifier.startsWith("@/") || specifier.startsWith(".")) {
    return layerOf(file) >= 0 && layerOf(target) >= layerOf(file);
  }
  if (ANY_RUNTIME.some((folder) => isIn(folder)(file))) return ANY_RUNTIME_PACKAGES.includes(specifier);
  return layerOf(file) === 0 || !/^(next|react|react-dom)(\/|$)/.test(specifier);
}

const sources = ["app", "lib", ...OUTERMOST].flatMap((entry) =>
  entry.endsWith(".ts")
    ? [entry]
    : readdirSync(join(ROOT, entry), { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile() && /\.tsx?$/.test(file.name))
        .map((file) => relative(ROOT, join(file.parentPath, file.name))),
);
const imports = sources.flatMap((file) =>
  [...readFileSync(join(ROOT, file), "utf8").matchAll(IMPORT)].map(([, specifier = ""]) => ({ file, specifier })),
);

describe("imports", () => {
  it("point one way", () => {
    expect(imports.length).toBeGreaterThan(200);
    const wrong = imports.filter(({ file, specifier }) => !isAllowed(file, specifier));
    expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([]);
  });

  it.each([
    ["lib/edge/guard.ts", "node:crypto"],
    ["lib/edge/guard.ts", "crypto"],
    ["lib/edge/guard.ts", "server-only"],
    ["lib/edge/guard.ts", "next/headers"],
    ["lib/edge/guard.ts", "@prisma/client"],
    ["lib/edge/guard.ts", "../infra/config"],
    ["lib/edge/guard.ts", "@/lib/infra/config"],
    ["lib/shared/forms.ts", "../edge/cookie"],
    ["lib/shared/words.ts", "react"],
    ["lib/infra/keys.ts", "../sessions/policy"],
    ["lib/infra/keys.ts", "./generated/sqlite/client/client"],
    ["lib/sessions/policy.ts", "@/lib/infra/generated/sqlite/client/client"],
    ["lib/sessions/policy.ts", "../accounts/queries"],
    ["lib/sessions/policy.ts", "../programs/permissions"],
    ["lib/programs/permissions.ts", "../accounts/queries"],
    ["lib/sessions/policy.ts", "../testing/make-user"],
    ["lib/sessions/policy.ts", "../commands/new-migration"],
    ["lib/sessions/policy.ts", "next/headers"],
    ["lib/accounts/queries.ts", "../start-up/start"],
    ["lib/start-up/start.ts", "@/app/_http/session"],
    ["lib/start-up/start.ts", "../../proxy"],
    ["app/page.tsx", "@/lib/testing/make-user"],
    ["lib/elsewhere/x.ts", "../shared/time"],
  ])("would be found: %s imports %s", (file, specifier) => expect(isAllowed(file, specifier)).toBe(false));

  it("of every spelling are read", () => {
    const text = `import "a"; import x from "b"; import {\n y } from "c"; export { z } from "d"; await import("e"); let t: typeof import("f");`;
    expect([...text.matchAll(IMPORT)].map(([, specifier]) => specifier)).toEqual(["a", "b", "c", "d", "e", "f"]);
  });
});
