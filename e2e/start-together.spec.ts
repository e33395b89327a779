import { expect } from "@playwright/test";
import { expectConsistent, query } from "./fixtures/database";
import { startServer } from "./fixtures/server";
import { test } from "./fixtures/test";

test("three processes that start at once on nothing make one database and one set of keys", async ({ databaseUrl }) => {
  const servers = await Promise.all([1, 2, 3].map(() => startServer({ databaseUrl })));
  const keySets = await Promise.all(
    servers.map(async ({ url }) => (await fetch(`${url}/.well-known/jwks.json`)).text()),
  );
  expect(new Set(keySets).size).toBe(1);
  await Promise.all(servers.map((server) => server.stop()));
  await expectConsistent({ databaseUrl });
  const purposes = await query({ databaseUrl }, `select purpose from "Secret" order by purpose`);
  expect(purposes).toEqual([["pepper"], ["refresh"], ["sealing"], ["signing"]]);
});
