import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startHufu } from "./apps";
import { median, ratios, spread } from "./figures";
import type { Mode } from "./mode";
import { bounded, type Row } from "./report";
import { sideBySide } from "./side-by-side";

const ROOT = resolve(import.meta.dirname, "..");
const COPIED = ["app", "lib", "prisma", "e2e", "instrumentation.ts", "next.config.js", "next-env.d.ts", "node_modules"];
const CONFIGURED = ["package.json", "package-lock.json", "postcss.config.js", "proxy.ts", "tsconfig.json"];
/** Where a page gets its person from. */
const SOURCES_OF_PERSONS =
  /^import \{ ([\w, ]+) \} from "@\/(?:app\/_http\/page-session|lib\/accounts\/profile-cache)";$/gm;

/** The dashboard's source with a fixed person: what asks who is there answers at once, whatever its name. */
function withFixedPerson(source: string): string {
  const person = '{ sub: "fixed", name: "Bench", email: "bench@example.com" }';
  let replaced = 0;
  const page = source.replace(SOURCES_OF_PERSONS, (_line, names: string) => {
    replaced++;
    return names
      .split(", ")
      .map((name) => `const ${name} = async (_of: string) => (${person});`)
      .join("\n");
  });
  if (replaced < 2) throw new Error("The dashboard gets its person from elsewhere: mend bench/dashboard.ts");
  return page;
}

/** A copy of this checkout with one page more, built. Nothing of it is part of the product. */
function buildVariant(): string {
  const folder = mkdtempSync(join(tmpdir(), "hufu-bench-"));
  const run = (command: string, args: string[], cwd: string) => {
    const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
    if (spawnSync(command, args, { cwd, env, stdio: ["ignore", "ignore", 2] }).status !== 0) {
      throw new Error(`${command} ${args[0]} failed`);
    }
  };
  const paths = [...COPIED, ...CONFIGURED];
  // Linked, not copied, where the temporary folder is on the same disk; nothing below writes into a file that is there.
  if (spawnSync("cp", ["-al", ...paths, folder], { cwd: ROOT, stdio: "ignore" }).status !== 0) {
    run("cp", ["-a", ...paths, folder], ROOT);
  }
  const page = readFileSync(join(ROOT, "app/(home)/dashboard/page.tsx"), "utf8");
  mkdirSync(join(folder, "app/(home)/fixed-person"));
  writeFileSync(join(folder, "app/(home)/fixed-person/page.tsx"), withFixedPerson(page));
  run(process.execPath, ["-e", 'import("./lib/commands/setup.mjs").then(({ build }) => build())'], folder);
  return folder;
}

/** The dashboard beside the same page with a fixed person, in one server; the fixed one is asked for without a cookie. */
export async function measureDashboard({ isLong }: Mode): Promise<Row[]> {
  const folder = buildVariant();
  try {
    const app = await startHufu("Hufu", {}, folder);
    const signedOut = { ...app, signIn: async () => "" };
    const loads = [
      { app: signedOut, path: "/fixed-person" },
      { app, path: "/dashboard" },
    ];
    const [fixed, real] = await sideBySide(loads, { rounds: isLong ? 40 : 20, seconds: 0.6, warmSeconds: 10 });
    await app.stop();
    if (!fixed || !real) return [];
    const [rate, cpu] = [ratios(real.perSecond, fixed.perSecond), ratios(real.cpuMs, fixed.cpuMs)];
    return [
      bounded(
        "/dashboard ÷ the same page with a fixed person and no auth: rate",
        spread(rate),
        median(rate),
        "≥",
        0.85,
      ),
      bounded("the same: CPU a request", spread(cpu), median(cpu), "≤", 1.15),
      { what: "CPU of /dashboard, ms", figure: spread(real.cpuMs) },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
