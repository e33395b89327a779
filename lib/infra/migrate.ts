import "server-only";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { processWide } from "../shared/process-wide";
import { adapterFor, sqliteUrl } from "./db";
import { SafeSqlite } from "./sqlite-client";

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

type Provider = "sqlite" | "postgresql";
type MigrationList = ReturnType<typeof migrationsList>;

/**
 * The migrations of one database as the engine takes them, oldest first.
 * @throws Error with one sentence where this version has none
 */
export function migrationsList(provider: Provider) {
  const baseDir = join(process.cwd(), "prisma/migrations", provider);
  if (!existsSync(baseDir)) throw new Error(`This version has no migrations for ${provider}: use a file: database.`);
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
 * Settles migrations that a killed process began and never finished, which the engine would refuse to go on from. Each
 * script is all or nothing and ends with its number in `user_version`: that number says which of the two it was.
 */
async function settleInterrupted(databaseUrl: string, migrations: MigrationList): Promise<void> {
  const database = await (await adapterFor(databaseUrl)).connect();
  const run = (sql: string) => ({ sql, args: [], argTypes: [] });
  const read = async (sql: string) => (await database.queryRaw(run(sql))).rows;
  const known = await read("SELECT 1 FROM sqlite_schema WHERE name = '_prisma_migrations'");
  const [[version] = [0]] = await read("PRAGMA user_version");
  const names = migrations.migrationDirectories.map(({ path }) => path);
  const unfinished = "finished_at IS NULL AND rolled_back_at IS NULL";
  const begun =
    known.length > 0 ? await read(`SELECT id, migration_name FROM _prisma_migrations WHERE ${unfinished}`) : [];
  for (const [id, name] of begun) {
    const isApplied = Number(version) > names.indexOf(String(name));
    const settle = isApplied
      ? "UPDATE _prisma_migrations SET finished_at = started_at, applied_steps_count = 1"
      : "DELETE FROM _prisma_migrations";
    await database.executeRaw(run(`${settle} WHERE id = '${id}'`));
  }
  await database.dispose();
}

/** Runs `work` while no other process of this SQLite database does the same. The lock ends with the process that holds it. */
async function exclusively<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  // Opened first for its errors, which the engine would hide, and for the folder that the lock's file lies in.
  const database = await (await adapterFor(databaseUrl)).connect();
  await database.executeRaw({ sql: "SELECT 1 FROM sqlite_schema", args: [], argTypes: [] });
  await database.dispose();
  const url = sqliteUrl(`${databaseUrl}.migration-lock`);
  const client = new SafeSqlite({ url }).createClient({ url });
  const lock = await client.transaction("write");
  try {
    return await work();
  } finally {
    await lock.rollback();
    client.close();
  }
}

/**
 * Applies the migrations that the database lacks, in order (`prisma migrate deploy`). Prisma's own table of applied
 * migrations is kept. Processes that start together take turns: on PostgreSQL the engine locks, on SQLite it does not.
 *
 * @returns the names of those applied now
 * @throws Error with one sentence for a migration that fails or was edited after it was applied
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const isSqlite = databaseUrl.startsWith("file:");
  const provider = isSqlite ? "sqlite" : "postgresql";
  const migrations = migrationsList(provider); // before anything is opened: there may be none for this database
  try {
    if (!isSqlite) return await apply(databaseUrl, provider, migrations);
    return await exclusively(databaseUrl, async () => {
      await settleInterrupted(databaseUrl, migrations);
      return apply(databaseUrl, provider, migrations);
    });
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new Error(`The database that DATABASE_URL names could not be opened or migrated: ${reason}`);
  }
}

async function apply(databaseUrl: string, provider: Provider, migrations: MigrationList): Promise<string[]> {
  const engine = await schemaEngine(databaseUrl, `datasource db {\n  provider = "${provider}"\n}\n`);
  try {
    const filters = { externalTables: [], externalEnums: [] };
    return (await engine.applyMigrations({ migrationsList: migrations, filters })).appliedMigrationNames;
  } finally {
    engine.free();
  }
}
