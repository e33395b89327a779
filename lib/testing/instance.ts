import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { database } from "../infra/db";
import { stopFollowing } from "../start-up/follow";
import { startUp } from "../start-up/start";

/**
 * Gives a test file a Hufu of its own: a real SQLite file, migrated, with keys and index, through the real start-up.
 * @param env configuration beyond a fast hash
 */
export function setUpInstance(env: Record<string, string> = {}): void {
  const folder = mkdtempSync(join(tmpdir(), "hufu-test-"));
  beforeAll(async () => {
    Object.assign(process.env, { DATABASE_URL: `file:${join(folder, "hufu.db")}`, BCRYPT_COST: "4" }, env);
    await startUp();
  });
  afterAll(async () => {
    await stopFollowing();
    await (await database()).$disconnect();
    rmSync(folder, { recursive: true, force: true });
  });
}
