import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, inject } from "vitest";
import { database } from "../infra/db";
import { stopFollowing } from "../start-up/follow";
import { startUp } from "../start-up/start";
import { TEMPLATE } from "./one-postgres";
import { createDatabase } from "./postgres";

/** In vitest's project "postgresql" a copy of the migrated template, else a SQLite file in `folder`. */
async function newDatabase(folder: string): Promise<Record<string, string>> {
  const postgresUrl = inject("postgresUrl");
  if (!postgresUrl) return { DATABASE_URL: `file:${join(folder, "hufu.db")}` };
  const DATABASE_URL = await createDatabase(postgresUrl, { template: TEMPLATE });
  return { DATABASE_URL, APP_SECRET: "a secret of a test, and of none besides" };
}

/**
 * Gives a test file a Hufu of its own: a real database, migrated, with keys and index, through the real start-up.
 * @param env configuration beyond a fast hash
 */
export function setUpInstance(env: Record<string, string> = {}): void {
  const folder = mkdtempSync(join(tmpdir(), "hufu-test-"));
  beforeAll(async () => {
    Object.assign(process.env, await newDatabase(folder), { BCRYPT_COST: "4" }, env);
    await startUp();
  });
  afterAll(async () => {
    await stopFollowing();
    await (await database()).$disconnect();
    rmSync(folder, { recursive: true, force: true });
  });
}
