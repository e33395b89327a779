import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { expectConsistent, openDatabase } from "./fixtures/database";
import { startServer } from "./fixtures/server";

test("three processes that start at once on nothing make one database and one set of keys", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "hufu-together-"));
  const servers = await Promise.all([1, 2, 3].map(() => startServer({ dataDir })));
  const keySets = await Promise.all(
    servers.map(async ({ url }) => (await fetch(`${url}/.well-known/jwks.json`)).text()),
  );
  expect(new Set(keySets).size).toBe(1);
  await Promise.all(servers.map((server) => server.stop()));
  const database = openDatabase(dataDir);
  await expectConsistent(database);
  const { rows } = await database.execute('SELECT "purpose" FROM "Secret" ORDER BY "purpose"');
  expect(rows.map(({ purpose }) => purpose)).toEqual(["pepper", "refresh", "signing"]);
  database.close();
  rmSync(dataDir, { recursive: true, force: true });
});
