import "server-only";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { processWide } from "../shared/process-wide";
import { adapterFor } from "./db";

type EngineModule = typeof import("@prisma/schema-engine-wasm/schema_engine_bg") & {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
};

/** Loaded once: the module keeps views of the one memory it was given. */
const loadEngine = () =>
  processWide("schema-engine", async () => {
    const engine = (await import("@prisma/schema-engine-wasm/schema_engine_bg")) as EngineModule;
    const bytes = readFileSync(join(process.cwd(), "node_modules/@prisma/schema-engine-wasm/schema_engine_bg.wasm"));
    const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": engine as never });
    engine.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
    return engine;
  });

/**
 * Prisma's own schema engine in its WebAssembly form: the native one is a download that closed networks refuse.
 * @param schema at least a datasource block, which says the kind of database
 */
export async function schemaEngine(databaseUrl: string, schema: string) {
  const { SchemaEngine } = await loadEngine();
  const factory = bindMigrationAwareSqlAdapterFactory(await adapterFor(databaseUrl));
  return SchemaEngine.new({ datamodels: [["schema.prisma", schema]] }, () => undefined, factory);
}

/** The migrations of one database as the engine takes them, oldest first. */
export function migrationsList(provider: "sqlite" | "postgresql") {
  const baseDir = join(process.cwd(), "prisma/migrations", provider);
  const folders = readdirSync(baseDir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: readFileSync(join(baseDir, "migration_lock.toml"), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: folders
      .map(({ name }) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: { tag: "ok" as const, value: readFileSync(join(baseDir, name, "migration.sql"), "utf8") },
        },
      }))
      .sort((a, b) => a.path.localeCompare(b.path)),
  };
}

/**
 * Applies the migrations that the database lacks, in order (`prisma migrate deploy`). Prisma's own table of
 * applied migrations is kept, so its command line agrees afterwards.
 * @returns the names of those applied now
 * @throws the engine's error for a migration that fails or was edited after it was applied
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const provider = databaseUrl.startsWith("file:") ? "sqlite" : "postgresql";
  const engine = await schemaEngine(databaseUrl, `datasource db {\n  provider = "${provider}"\n}\n`);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: migrationsList(provider),
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  } finally {
    engine.free();
  }
}
