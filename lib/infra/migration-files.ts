import "server-only";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Provider = "sqlite" | "postgresql";
export type MigrationList = ReturnType<typeof migrationsList>;

/** The migrations of one database as the engine takes them, oldest first. */
export function migrationsList(provider: Provider) {
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
