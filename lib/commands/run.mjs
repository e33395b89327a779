// npm run seed, migration, keys, mail, permission, clean-up, bench, references, format, generate: what needs dependencies, and but for the last three the server's own code.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build, fail, prepare, root } from "./setup.mjs";

const COMMANDS = {
  generate: {}, // part of the preparation
  references: {
    bin: "@playwright/test/cli.js",
    args: ["test", "reference", "--project=sqlite", "--update-snapshots=all"],
    needsBrowser: true,
    env: { HUFU_LONG: "1" }, // all of them
  },
  format: { bin: "@biomejs/biome/bin/biome", args: ["check", "--write"] },
  seed: { file: "lib/commands/seed.ts" },
  migration: { file: "lib/commands/new-migration.ts" },
  keys: { file: "lib/commands/keys.ts" },
  mail: { file: "lib/commands/mail.ts" },
  permission: { file: "lib/commands/permission.ts" },
  "clean-up": { file: "lib/commands/clean-up.ts" },
  moments: { file: "lib/commands/moments.ts" },
  bench: { file: "bench/run.ts", needsBuild: true, flags: ["--expose-gc"] }, // to tell what is kept from what is not yet collected
};

const [name = "", ...args] = process.argv.slice(2);
const command = COMMANDS[name] ?? fail(`There is no command "${name}"; there are ${Object.keys(COMMANDS).join(", ")}.`);
process.chdir(root);
await prepare();
if (command.needsBuild) build();
if (command.needsBrowser) (await import("./browser.mjs")).provideChromium();
const { default: nextEnv } = await import("@next/env");
nextEnv.loadEnvConfig(root); // .env files count here as they do for the server
// Under this condition `server-only` is silent, as it is in the server.
const script = command.file && [
  "--conditions=react-server",
  ...(command.flags ?? []),
  "--import",
  "tsx",
  join(root, command.file),
];
const program = script ?? (command.bin && [join(root, "node_modules", command.bin), ...command.args]);
if (program)
  process.exitCode =
    spawnSync(process.execPath, [...program, ...args], { stdio: "inherit", env: { ...process.env, ...command.env } })
      .status ?? 1;
