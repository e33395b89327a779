import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import pg from "pg";
import { expect, it, vi } from "vitest";

const START = `
  import pg from "pg";
  import { startPostgres } from "./lib/testing/postgres.ts";
  const server = await startPostgres();
  const client = new pg.Client(server.url);
  await client.connect();
  const { rows } = await client.query("SHOW data_directory");
  console.log(JSON.stringify({ url: server.url, data: rows[0].data_directory }));`;

it.each([
  ["is killed", ""],
  ["is killed while the server is stopped", "await server.pause();"],
  ["ends by a fault", "throw new Error('a fault');"],
])("a server ends, and its folder goes, when the run that started it %s", async (how, last) => {
  const program = `${START}\n${last}\nconsole.log("done");\nsetInterval(() => undefined, 1000);`;
  const flags = ["--import=tsx", "--input-type=module", "--eval", program];
  const child = spawn(process.execPath, flags, { stdio: ["ignore", "pipe", "ignore"] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const { url, data } = JSON.parse((await lines.next()).value ?? "");
  expect(existsSync(data)).toBe(true);
  const gone = once(child, "exit");
  if (how.startsWith("is killed")) {
    await lines.next();
    child.kill("SIGKILL");
  }
  await gone;
  await vi.waitFor(() => expect(existsSync(data)).toBe(false), { timeout: 15_000 });
  await expect(new pg.Client(url).connect()).rejects.toMatchObject({ code: "ECONNREFUSED" });
});
