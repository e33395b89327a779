import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { expectConsistent, query } from "./fixtures/database";
import { startServer } from "./fixtures/server";

test("three processes that start at once on nothing make one database and one set of keys", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "hufu-together-"));
  const servers = await Promise.all([1, 2, 3].map(() => startServer({ dataDir })));
  const keySets = await Promise.all(
    servers.map(async ({ url }) => (await fetch(`${url}/.well-known/jwks.json`)).text()),
  );
  expect(new Set(keySets).size).toBe(1);
  await Promise.all(servers.map((server) => server.stop()));
  await expectConsistent({ dataDir });
  const purposes = await query({ dataDir }, `select purpose from "Secret" order by purpose`);
  expect(purposes).toEqual([["pepper"], ["refresh"], ["signing"]]);
  rmSync(dataDir, { recursive: true, force: true });
});
