// npm run migration -- NAME: writes the SQL that takes the database from the last migration's models to today's.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { schemaEngine } from "../infra/migrate";
import { schemaFor } from "./generate.mjs";

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error("Usage: npm run migration -- NAME   (lower case letters, digits and underscores)");
  process.exit(1);
}

const provider = "sqlite";
const base = join(process.cwd(), "prisma/migrations", provider);
const snapshot = join(base, "schema.prisma");
const models = schemaFor(provider);
// From the models of the last migration to today's: diffing from the migrations themselves is silently wrong on SQLite.
const from = existsSync(snapshot)
  ? { tag: "schemaDatamodel" as const, files: [{ path: "schema.prisma", content: readFileSync(snapshot, "utf8") }] }
  : { tag: "empty" as const };
const scratch = mkdtempSync(join(tmpdir(), "hufu-migration-"));
const engine = await schemaEngine(`file:${join(scratch, "scratch.db")}`, models);
const { stdout: sql } = await engine.diff({
  from,
  to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: models }] },
  script: true,
  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
});
rmSync(scratch, { recursive: true, force: true });

if (!sql || sql.includes("This is an empty migration")) {
  console.log("Nothing has changed since the last migration.");
} else {
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const number = readdirSync(base, { withFileTypes: true }).filter((entry) => entry.isDirectory()).length + 1;
  const numbered = `-- How many migrations are in this database: see lib/infra/migrate.ts.\nPRAGMA user_version = ${number};\n`;
  const folder = join(base, `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(base, "migration_lock.toml"), `provider = "${provider}"\n`);
  writeFileSync(join(folder, "migration.sql"), `-- What:\n-- Why:\n-- Data:\n-- Undo:\n\n${sql}\n${numbered}`);
  writeFileSync(snapshot, models);
  console.log(
    `Wrote ${folder}/migration.sql and the models beside it, schema.prisma. Fill in the first lines, read the SQL, commit both.`,
  );
}
