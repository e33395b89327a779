import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrate, migrationsList } from "./migrate";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hufu-migrate-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const databaseUrl = () => `file:${join(folder, "data/hufu.db")}`;
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
