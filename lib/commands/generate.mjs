// Writes the two Prisma schemas from the one description of the models and generates both clients.
// Skips itself while neither the models nor Prisma have changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const output = join(root, "lib/infra/generated");

/** The models under the header of one database, as Prisma reads them. */
export function schemaFor(provider) {
  const models = readFileSync(join(root, "prisma/models.prisma"), "utf8");
  return `generator client {
  provider = "prisma-client"
  output   = "./client"
}

datasource db {
  provider = "${provider}"
}

${models}`;
}

export function generate() {
  const prismaVersion = JSON.parse(readFileSync(join(root, "node_modules/prisma/package.json"), "utf8")).version;
  const fingerprint = createHash("sha256").update(schemaFor("any")).update(prismaVersion).digest("hex");
  const stamp = join(output, "fingerprint");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint) return;

  for (const provider of ["sqlite", "postgresql"]) {
    const schema = join(output, provider, "schema.prisma");
    mkdirSync(dirname(schema), { recursive: true });
    writeFileSync(schema, schemaFor(provider));
    const run = spawnSync(
      process.execPath,
      [join(root, "node_modules/prisma/build/index.js"), "generate", "--schema", schema],
      {
        cwd: root,
        encoding: "utf8",
        // Generating needs no schema engine, but insists on one; the download of it fails on closed networks.
        env: {
          ...process.env,
          PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
          PRISMA_HIDE_UPDATE_MESSAGE: "1",
          CHECKPOINT_DISABLE: "1",
        },
      },
    );
    if (run.status !== 0) throw new Error(`prisma generate failed for ${provider}:\n${run.stdout}${run.stderr}`);
  }
  writeFileSync(stamp, fingerprint);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) generate();
