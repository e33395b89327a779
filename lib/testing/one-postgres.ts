import { execFileSync } from "node:child_process";
import type { TestProject } from "vitest/node";
import { createDatabase, startPostgres } from "./postgres";

declare module "vitest" {
  interface ProvidedContext {
    /** The server that all test files share; each has a database of its own on it. */
    postgresUrl: string;
  }
}

export const TEMPLATE = "hufu-template";

/** In a process of its own, for this one is not under the condition in which server-only modules are silent. */
function migrateApart(databaseUrl: string): void {
  const program = `import { migrate } from "./lib/infra/migrate.ts"; await migrate(process.env.DATABASE_URL);`;
  const flags = ["--conditions=react-server", "--import=tsx", "--input-type=module", "--eval", program];
  execFileSync(process.execPath, flags, { env: { ...process.env, DATABASE_URL: databaseUrl } });
}

/** One PostgreSQL for a whole run, with a migrated database to copy. A kill loses nothing there; a power cut would. */
export default async function setUp({ provide }: TestProject) {
  const server = await startPostgres({ max_connections: "300", fsync: "off" });
  migrateApart(await createDatabase(server.url, { name: TEMPLATE }));
  provide("postgresUrl", server.url);
  return () => server.stop();
}
