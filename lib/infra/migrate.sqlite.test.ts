import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { migrate } from "./migrate";
import { migrationsList } from "./migration-files";
import { SafeSqlite } from "./sqlite-client";
import { sqliteUrl } from "./sqlite-file";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hufu-migrate-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const databaseUrl = () => `file:${join(folder, "data/hufu.db")}`;
const connect = (url: string) => new SafeSqlite({ url: sqliteUrl(url) }).createClient({ url: sqliteUrl(url) });
const all = migrationsList("sqlite").migrationDirectories.map(({ path }) => path);

describe("migrating", () => {
  it("applies what is missing, in order, and a second time nothing", async () => {
    expect(await migrate(databaseUrl())).toEqual(all);
    expect(await migrate(databaseUrl())).toEqual([]);
  });

  it("is done once by processes that start together on an empty database", async () => {
    const program = `
      import { migrate } from "./lib/infra/migrate.ts";
      console.log((await migrate(process.env.URL)).length);`;
    const flags = ["--conditions=react-server", "--import=tsx", "--input-type=module", "--eval", program];
    const env = { ...process.env, URL: databaseUrl() };
    const start = () => promisify(execFile)(process.execPath, flags, { env });
    const runs = await Promise.all([start(), start(), start(), start()]);
    expect(runs.map(({ stdout }) => Number(stdout)).sort()).toEqual([0, 0, 0, all.length]);
    expect(await migrate(databaseUrl())).toEqual([]);
  });
});

describe("a process that starts while another migrates", () => {
  afterEach(() => void vi.restoreAllMocks());

  it("waits for it longer than a request would for a lock", async () => {
    await migrate(databaseUrl());
    const other = await connect(`${databaseUrl()}.migration-lock`).transaction("write");
    let [at, refusals] = [0, 0];
    vi.spyOn(performance, "now").mockImplementation(() => {
      if (++refusals === 6) void other.rollback();
      at += 3_000; // each time that the lock is asked for
      return at;
    });
    expect(await migrate(databaseUrl())).toEqual([]);
    expect(refusals).toBeGreaterThanOrEqual(6);
  });
});

describe("a process that is killed while it migrates", () => {
  const KILLS = process.env.HUFU_LONG ? 100 : 8;

  it(`leaves a database that the next one goes on with, ${KILLS} times`, async () => {
    const program = `
      import { migrate } from "./lib/infra/migrate.ts";
      console.log("ready");
      for await (const _ of process.stdin) await migrate(process.env.URL);`;
    const flags = ["--conditions=react-server", "--import=tsx", "--input-type=module", "--eval", program];
    for (let kill = 0; kill < KILLS; kill++) {
      const env = { ...process.env, URL: databaseUrl() };
      const child = spawn(process.execPath, flags, { env, stdio: ["pipe", "pipe", "inherit"] });
      await once(child.stdout, "data");
      const gone = once(child, "exit");
      child.stdin.write("go");
      // by its progress in the file, not by time: from the first byte of the log to well after the last
      const log = join(folder, "data/hufu.db-wal");
      let written: number | undefined;
      for (;;) {
        const size = statSync(log, { throwIfNoEntry: false })?.size; // none before its start and after its end
        if (size === undefined ? written !== undefined : size >= kill * 12_000) break;
        written = size;
        await setImmediate();
      }
      child.kill("SIGKILL");
      await gone;
      await migrate(databaseUrl());
      expect(await migrate(databaseUrl())).toEqual([]);
      rmSync(join(folder, "data"), { recursive: true });
    }
  }, 60_000);

  it("after its script took effect leaves a migration that counts as applied", async () => {
    await migrate(databaseUrl());
    const client = connect(databaseUrl());
    await client.execute("UPDATE _prisma_migrations SET finished_at = NULL, applied_steps_count = 0");
    expect(await migrate(databaseUrl())).toEqual([]);
    const { rows } = await client.execute("SELECT count(*) FROM _prisma_migrations WHERE finished_at IS NULL");
    expect(rows[0]?.[0]).toBe(0);
    client.close();
  });

  it("before its script took effect leaves a migration that is applied anew", async () => {
    await migrate(databaseUrl());
    const done = connect(databaseUrl());
    const [table] = (await done.execute("SELECT sql FROM sqlite_schema WHERE name = '_prisma_migrations'")).rows;
    const [begun] = (await done.execute("SELECT id, checksum, migration_name FROM _prisma_migrations")).rows;
    done.close();
    const other = `file:${join(folder, "data/other.db")}`;
    const client = connect(other);
    await client.execute(String(table?.[0]));
    const values = [begun?.[0], begun?.[1], begun?.[2]].map((value) => `'${value}'`).join(", ");
    await client.execute(`INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES (${values})`);
    client.close();
    expect(await migrate(other)).toEqual(all);
    expect(await migrate(other)).toEqual([]);
  });
});
