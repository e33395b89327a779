import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { call } from "./fixtures/call";
import { execute } from "./fixtures/database";
import { signIn, signUp } from "./fixtures/http";
import { newPostgresDatabase } from "./fixtures/postgres";
import { type HufuServer, sqliteIn, startServer } from "./fixtures/server";

/** What an operator has done by hand: a key is in another's place. */
const SWAP = `UPDATE "Secret" SET "wrapped" = (SELECT "wrapped" FROM "Secret" WHERE "purpose" = 'refresh') WHERE "purpose" = 'signing'`;

/** Starts a server that does not come up. @returns what it printed */
async function failedStart(options: Parameters<typeof startServer>[0]): Promise<string> {
  const fault = await startServer(options).then(
    () => null,
    (error: unknown) => error,
  );
  expect(String(fault)).toContain("The server ended with 1");
  return String(fault);
}

function expectOneSentence(output: string): void {
  const said = output.split("\n").filter((line) => line.includes("does not open"));
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^The key ".+" in the database does not open with this secret: set APP_SECRET to .+\.$/);
  expect(output).not.toMatch(/^\s+at /m); // no trace of where
}

test.describe("a key that does not decrypt ends start-up with one sentence", () => {
  test("on SQLite", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "hufu-bad-"));
    await (await startServer({ dataDir })).stop();
    await execute({ databaseUrl: sqliteIn(dataDir) }, SWAP);
    expectOneSentence(await failedStart({ dataDir }));
    rmSync(dataDir, { recursive: true, force: true });
  });

  test("on PostgreSQL", async () => {
    test.setTimeout(120_000);
    const databaseUrl = await newPostgresDatabase();
    await (await startServer({ databaseUrl })).stop();
    await execute({ databaseUrl }, SWAP);
    expectOneSentence(await failedStart({ databaseUrl }));
  });
});

/** The status of a request with this browser's last cookies. */
const ask = async ({ url }: HufuServer, { jar }: { jar: ReadonlyMap<string, string> }) =>
  (await call(url, "GET", "/api/auth/me", { cookies: Object.fromEntries(jar) }))?.status;

test.describe("a clock that jumps back", () => {
  test("by an hour brings nothing back that was revoked, and signs nobody out", async () => {
    const server = await startServer();
    const { client: revoked, email, session } = await signUp(server.url);
    const { client: live } = await signIn(server.url, email);
    const stolen = revoked.copy();
    expect((await live.send("DELETE", `/api/auth/sessions/${session.id}`)).status).toBe(204);
    await server.advance({ seconds: -3_600 });
    expect(await ask(server, stolen)).toBe(401);
    expect((await stolen.copy().post("/api/auth/refresh")).status).toBe(401);
    expect((await live.post("/api/auth/refresh")).status).toBe(200); // its token is one from the future
    expect(await ask(server, live)).toBe(200);
    const { client: other, session: late } = await signIn(server.url, email);
    expect((await live.send("DELETE", `/api/auth/sessions/${late.id}`)).status).toBe(204);
    expect(await ask(server, other)).toBe(401);
    await server.advance({ seconds: 3_600 });
    for (const client of [stolen, other]) expect(await ask(server, client)).toBe(401);
    await server.stop();
  });

  test("so far that a token is good again whose revocation was forgotten has its row asked for", async () => {
    const server = await startServer();
    const { client: revoked, email, session } = await signUp(server.url);
    const { client: live } = await signIn(server.url, email);
    expect((await live.send("DELETE", `/api/auth/sessions/${session.id}`)).status).toBe(204);
    await server.passTime({ seconds: 400 });
    const entries = async () => /^hufu_index_entries (\d+)/m.exec((await live.get("/api/metrics")).text)?.[1];
    while ((await entries()) !== "0");
    await server.advance({ seconds: -200 });
    expect(await ask(server, revoked)).toBe(401);
    expect(await ask(server, live)).toBe(200);
    const { text } = await live.get("/api/metrics");
    expect(text).toContain('hufu_verifications_total{outcome="row-refused"} 1');
    await server.stop();
  });
});
