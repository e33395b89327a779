// npm run seed, migration, bench: commands written in TypeScript, over the same code as the server.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build, fail, prepare, root } from "./setup.mjs";

const COMMANDS = {
  seed: { file: "lib/commands/seed.ts" },
  migration: { file: "lib/commands/new-migration.ts" },
  bench: { file: "bench/run.ts", needsBuild: true },
};

const [name = "", ...args] = process.argv.slice(2);
const command = COMMANDS[name] ?? fail(`There is no command "${name}"; there are ${Object.keys(COMMANDS).join(", ")}.`);
process.chdir(root);
await prepare();
if (command.needsBuild) build();
// Under this condition `server-only` is silent, as it is in the server.
const options = ["--conditions=react-server", "--import", "tsx", join(root, command.file), ...args];
process.exitCode = spawnSync(process.execPath, options, { stdio: "inherit" }).status ?? 1;
