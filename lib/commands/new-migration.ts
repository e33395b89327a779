// npm run migration -- NAME: writes the SQL that takes each database from the last migration's models to today's.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type { Provider } from "../infra/migration-files";
import { schemaEngine } from "../infra/schema-engine";
import { sqliteAdapter } from "../infra/sqlite-file";
import { startPostgres } from "../testing/postgres";
import { schemaFor } from "./generate.mjs";

const [name = ""] = process.argv.slice(2);
if (!/^[a-z0-9_]+$/.test(name)) {
  console.error("Usage: npm run migration -- NAME   (lower case letters, digits and underscores)");
  process.exit(1);
}
const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);

/** From the models of the last migration to today's: diffing from the migrations themselves is silently wrong on SQLite. */
async function difference(provider: Provider, factory: SqlMigrationAwareDriverAdapterFactory): Promise<string | null> {
  const models = schemaFor(provider);
  const last = readFileSync(join("prisma/migrations", provider, "schema.prisma"), "utf8");
  const engine = await schemaEngine(factory, models);
  const { stdout: sql } = await engine.diff({
    from: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: last }] },
    to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: models }] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  engine.free();
  return sql && !sql.includes("This is an empty migration") ? sql : null;
}

/** SQLite's scripts end with their number. */
function ending(provider: Provider, base: string): string {
  if (provider === "postgresql") return "";
  const number = readdirSync(base, { withFileTypes: true }).filter((entry) => entry.isDirectory()).length + 1;
  return `\n-- How many migrations are in this database: see lib/infra/migrate-sqlite.ts.\nPRAGMA user_version = ${number};\n`;
}

async function write(provider: Provider, factory: SqlMigrationAwareDriverAdapterFactory): Promise<void> {
  const sql = await difference(provider, factory);
  if (!sql) {
    console.log(`Nothing has changed for ${provider} since its last migration.`);
    return;
  }
  const base = join("prisma/migrations", provider);
  const folder = join(base, `${stamp}_${name}`);
  const script = `-- What:\n-- Why:\n-- Data:\n-- Undo:\n\n${sql}${ending(provider, base)}`;
  mkdirSync(folder);
  writeFileSync(join(folder, "migration.sql"), script);
  writeFileSync(join(base, "schema.prisma"), schemaFor(provider));
  console.log(`Wrote ${folder}/migration.sql and the models beside it, schema.prisma.`);
}

const scratch = mkdtempSync(join(tmpdir(), "hufu-migration-"));
await write("sqlite", sqliteAdapter(`file:${join(scratch, "scratch.db")}`));
rmSync(scratch, { recursive: true, force: true });

const server = await startPostgres(); // the engine asks for its version
try {
  await write("postgresql", new PrismaPg({ connectionString: server.url }));
} finally {
  await server.stop();
}
console.log("Fill in the first lines of what was written, read the SQL, commit it with the models.");
