import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrate } from "./migrate";
import { SafeSqlite } from "./sqlite-client";

const ROOT = resolve(import.meta.dirname, "../..");
const WRITER = join(ROOT, "lib/testing/lock-writer.ts");

let folder: string;
let databaseUrl: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "hufu-lock-"));
  databaseUrl = `file:${join(folder, "hufu.db")}`;
  await migrate(databaseUrl);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A connection of its own, as another process has one. */
const connect = () => new SafeSqlite({ url: databaseUrl }).createClient({ url: databaseUrl });

function startWriter(way: string) {
  const args = ["--conditions=react-server", "--import", "tsx", WRITER, databaseUrl, way];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const acknowledged: string[] = [];
  const seen = { ack: 0, beat: 0 };
  lines.on("line", (line) => {
    if (line.startsWith("ack ")) acknowledged.push(line.slice(4));
    seen[line.startsWith("ack ") ? "ack" : "beat"]++;
  });
  /** Waits for `count` further lines of a kind. Counted, for many lines come at once. */
  const next = async (kind: "ack" | "beat", count: number) => {
    const goal = seen[kind] + count;
    const gone = once(child, "exit").then(() => Promise.reject(new Error("The writer is gone")));
    gone.catch(() => undefined); // it may go later, when nobody waits any more
    while (seen[kind] < goal) await Promise.race([once(lines, "line"), gone]);
  };
  return { child, acknowledged, next };
}

async function kill(child: ChildProcess) {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

async function storedIds(): Promise<Set<string>> {
  const client = connect();
  const { rows } = await client.execute('SELECT "id" FROM "User"');
  const [check] = (await client.execute("PRAGMA integrity_check")).rows;
  expect(check?.[0]).toBe("ok");
  client.close();
  return new Set(rows.map((row) => String(row[0])));
}

describe.each(["create", "createMany", "raw", "batch", "interactive"])("a write by %s", (way) => {
  it("that met another process's lock loses no answered write, then or later, when the process is killed", async () => {
    const other = connect();
    const writer = startWriter(way);
    await writer.next("ack", 3);

    const lock = await other.transaction("write");
    await writer.next("beat", 10); // by now it waits for the lock, and its event loop runs
    const whileLocked = writer.acknowledged.length;
    await writer.next("beat", 10);
    expect(writer.acknowledged.length).toBe(whileLocked);
    await lock.rollback();

    await writer.next("ack", 21);
    await kill(writer.child);
    other.close();
    const stored = await storedIds();
    expect(writer.acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    expect(writer.acknowledged.length).toBeGreaterThanOrEqual(24);
  });
});

describe("the connection", () => {
  it("stays one, however many transactions run on it", async () => {
    const writer = startWriter("interactive");
    await writer.next("ack", 300);
    if (process.platform === "linux") expect(openDatabaseFiles(writer.child)).toBeLessThanOrEqual(1);
    await kill(writer.child);
  });

  it("keeps its safety settings after it met a lock", async () => {
    const [client, other] = [connect(), connect()];
    const lock = await other.transaction("write");
    const write = client.execute('DELETE FROM "User"');
    await lock.rollback();
    await write;
    const setting = async (name: string) => (await client.execute(`PRAGMA ${name}`)).rows[0]?.[0];
    expect(await setting("journal_mode")).toBe("wal");
    expect(await setting("synchronous")).toBe(2); // FULL
    expect(await setting("foreign_keys")).toBe(1);
    client.close();
    other.close();
  });
});

/** How often the process has the database file itself open, the log beside it not counted. */
function openDatabaseFiles({ pid }: ChildProcess): number {
  const folderOfDescriptors = `/proc/${pid}/fd`;
  const targets = readdirSync(folderOfDescriptors).map((descriptor) => {
    try {
      return readlinkSync(join(folderOfDescriptors, descriptor));
    } catch {
      return ""; // closed since
    }
  });
  return targets.filter((target) => target.endsWith("/hufu.db")).length;
}
