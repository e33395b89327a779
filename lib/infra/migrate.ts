import "server-only";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { migratingSqlite } from "./migrate-sqlite";
import { type MigrationList, migrationsList, type Provider } from "./migration-files";
import { type Migrating, read } from "./migration-table";
import { schemaEngine } from "./schema-engine";

/** @throws Error when the database holds migrations, applied or begun, that this version does not know */
function refuseNewer(applied: readonly string[], names: readonly string[]): void {
  const unknown = applied.find((name) => !names.includes(name));
  if (!unknown) return;
  throw new Error(
    `it holds the migration "${unknown}" of a newer version of Hufu. Update Hufu, or restore the backup from before.`,
  );
}

async function prepare(factory: SqlMigrationAwareDriverAdapterFactory, migrating: Migrating, names: readonly string[]) {
  const database = await factory.connect();
  try {
    if ((await read(database, migrating.tableQuery)).length === 0) return;
    const query = "SELECT migration_name FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at";
    refuseNewer((await read(database, query)).map(String), names);
    await migrating.settleInterrupted(database, names);
  } finally {
    await database.dispose();
  }
}

async function apply(factory: SqlMigrationAwareDriverAdapterFactory, provider: Provider, migrations: MigrationList) {
  const engine = await schemaEngine(factory, `datasource db {\n  provider = "${provider}"\n}\n`);
  try {
    const filters = { externalTables: [], externalEnums: [] };
    return (await engine.applyMigrations({ migrationsList: migrations, filters })).appliedMigrationNames;
  } finally {
    engine.free();
  }
}

/** What the engine says first when it was PostgreSQL that refused. */
const ENGINE_PREFACE = "external connector error";
const SQLSTATE_INVALID_AUTHORIZATION = /^28/;

/** Why it failed, in words for the operator: never the URL, for a password is in it, nor a name out of it. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  if (code === "ERR_INVALID_URL") return "it is not a URL. What is special in its password must be percent-encoded.";
  if (SQLSTATE_INVALID_AUTHORIZATION.test(code)) return "PostgreSQL refuses its user name or password.";
  // Where a host has several addresses, each has failed for a reason of its own.
  const [first] = error instanceof AggregateError ? error.errors : [error];
  const lines = String(first.message).split("\n");
  const migration = /migration_name="(.+)"/.exec(first.message); // in the engine's own trace
  return `${lines.find((line) => line !== ENGINE_PREFACE)}${migration ? ` (in the migration ${migration[1]})` : ""}`;
}

/**
 * Applies the migrations that the database lacks, in order (`prisma migrate deploy`). Prisma's own table of applied
 * migrations is kept. Processes that start together take turns; what a killed one left is gone on from.
 *
 * @returns the names of those applied now
 * @throws Error with one sentence for a database that cannot be reached or that a newer version has migrated, and for a
 *   migration that fails or was edited after it was applied
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const provider = databaseUrl.startsWith("file:") ? "sqlite" : "postgresql";
  const migrations = migrationsList(provider);
  const names = migrations.migrationDirectories.map(({ path }) => path);
  try {
    const migrating =
      provider === "sqlite" ? migratingSqlite : (await import("./migrate-postgresql")).migratingPostgresql;
    return await migrating.exclusively(databaseUrl, async (factory) => {
      await prepare(factory, migrating, names);
      return apply(factory, provider, migrations);
    });
  } catch (error) {
    throw new Error(`The database that DATABASE_URL names could not be opened or migrated: ${reasonOf(error)}`);
  }
}
