import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { appSecret } from "../infra/app-secret";
import { config } from "../infra/config";
import { isUniqueViolation } from "../infra/database-busy";
import { database, inTransaction } from "../infra/db";
import { makeKey } from "../infra/key-material";
import { insertKey, listKeyRows } from "../infra/key-rows";
import { keys, reloadKeys, wrappingSecret } from "../infra/keys";
import { addSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";

setUpInstance();

const PROCESSES = 3;

/** A process with the keys in memory that acts when it is told to, and says what came of it. */
const PROGRAM = `
  import { once } from "node:events";
  import { closeDatabase } from "./lib/infra/db.ts";
  import { loadKeys } from "./lib/infra/keys.ts";
  import { rotateIfDue, withdrawKey } from "./lib/sessions/change-keys.ts";
  await loadKeys({ current: process.env.SECRET_OF_TEST }, new Date());
  console.log("ready");
  const [line] = await once(process.stdin, "data");
  const { act, now } = JSON.parse(line);
  const result = act === "rotate" ? await rotateIfDue(new Date(now)) : await withdrawKey(act, new Date(now));
  console.log(JSON.stringify(result));
  await closeDatabase();
  process.exit(0);`;

function startProcess(): ChildProcess {
  const secret = appSecret(config().appSecret, config().databaseUrl, true);
  return spawn(
    process.execPath,
    ["--conditions=react-server", "--import=tsx", "--input-type=module", "--eval", PROGRAM],
    { env: { ...process.env, SECRET_OF_TEST: secret }, stdio: ["pipe", "pipe", "inherit"] },
  );
}

/** Has several processes do the same at the same moment. @returns what each says came of it */
async function together(act: string, now: Date): Promise<unknown[]> {
  const processes = Array.from({ length: PROCESSES }, startProcess).map((process) => {
    if (!process.stdout) throw new Error("No output");
    return { process, lines: createInterface(process.stdout)[Symbol.asyncIterator]() };
  });
  for (const { lines } of processes) expect((await lines.next()).value).toBe("ready");
  for (const { process } of processes) process.stdin?.write(JSON.stringify({ act, now: now.toISOString() }));
  return Promise.all(
    processes.map(async ({ process, lines }) => {
      const ended = once(process, "exit");
      const { value } = await lines.next();
      expect((await ended)[0]).toBe(0);
      return JSON.parse(String(value));
    }),
  );
}

const versions = async (purpose: "signing" | "refresh") => (await listKeyRows(purpose)).map(({ version }) => version);
const toldOf = async (kind: string) => (await database()).revocation.count({ where: { kind } });

describe("processes that act at the same moment", () => {
  it("make one next key of each purpose, and tell the feed once of each", async () => {
    const now = addSeconds(new Date(), 90 * 86_400);
    const made = await together("rotate", now);
    expect(made.flat().sort()).toEqual(["refresh", "sealing", "signing"]);
    expect(await versions("signing")).toEqual([1, 2]);
    expect(await versions("refresh")).toEqual([1, 2]);
    expect(await toldOf("keys")).toBe(3);
  }, 60_000);

  it("withdraw a key once, and make one successor that all agree on", async () => {
    await reloadKeys();
    const { kid } = keys().signing;
    const before = await versions("signing");
    const outcomes = await together(kid, new Date());
    expect(outcomes.sort()).toEqual(["withdrawn", ...Array(PROCESSES - 1).fill("withdrawn-before")]);
    expect(await versions("signing")).toHaveLength(before.length + 1);
    expect(await toldOf("key")).toBe(1);
    await reloadKeys();
    expect(keys().signing.kid).not.toBe(kid);
  }, 60_000);

  it("refuse a key that was decided by keys which are no longer the last", async () => {
    const ring = await listKeyRows("refresh");
    const add = async () => {
      const key = await makeKey("refresh", "EdDSA");
      const times = { ring, createdAt: new Date(), activeFrom: addSeconds(new Date(), 600) };
      return inTransaction((tx) => insertKey(tx, wrappingSecret(), "refresh", key, times));
    };
    await add();
    await expect(add()).rejects.toSatisfy(isUniqueViolation);
    expect((await listKeyRows("refresh")).length).toBe(ring.length + 1);
  });
});
