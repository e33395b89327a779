import { describe, expect, it } from "vitest";
import { setUpInstance } from "../testing/instance";
import { config } from "./config";
import { database } from "./db";
import { migrate } from "./migrate";

setUpInstance();

const start = () => migrate(config().databaseUrl);

describe("a database whose migrations are newer than the code", () => {
  it("stops the start with what is unknown and what to do, until it is gone", async () => {
    const db = await database();
    await db.$executeRaw`INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('1', '', '29991231235959_far')`;
    for (const state of ["begun", "applied"]) {
      await expect(start(), state).rejects.toThrow(/"29991231235959_far".*newer.*[Uu]pdate Hufu.*restore the backup/);
      await db.$executeRaw`UPDATE _prisma_migrations SET finished_at = started_at WHERE id = '1'`;
    }
    await db.$executeRaw`UPDATE _prisma_migrations SET rolled_back_at = started_at WHERE id = '1'`;
    expect(await start()).toEqual([]);
  });
});
