import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, type Postgres, startPostgres } from "../testing/postgres";
import { isDatabaseBusy } from "./database-busy";
import { closeDatabase, database, inTransaction, type Transaction } from "./db";
import { migrate } from "./migrate";

let server: Postgres;
let url: string;
/** Another program that uses the database. */
let other: pg.Client;

const listen = async (databaseUrl: string) => {
  const client = new pg.Client(databaseUrl);
  client.on("error", () => undefined); // the server is killed under it
  await client.connect();
  return client;
};

beforeAll(async () => {
  server = await startPostgres();
  url = await createDatabase(server.url);
  Object.assign(process.env, { DATABASE_URL: url, APP_SECRET: "a secret of a test, and of none besides" });
  await migrate(url);
  const row = (id: string) => ({ id, email: id, emailKey: id, createdAt: new Date() });
  await (await database()).user.createMany({ data: [row("a"), row("b")] });
  other = await listen(url);
});
afterAll(async () => {
  await other.end();
  await closeDatabase();
  await server.stop();
});

const rename = (db: Transaction, name: string, id = "a") => db.user.updateMany({ where: { id }, data: { name } });
const nameOf = async (id = "a") => (await other.query('SELECT "name" FROM "User" WHERE "id" = $1', [id])).rows[0].name;

/** The ways to ask, whose errors take different roads: each gives what it throws, or null. */
const WAYS: Record<string, () => Promise<unknown>> = {
  "a plain query": async () => rename(await database(), "by a plain query"),
  "a raw query": async () => (await database()).$queryRaw`SELECT 1 FROM "User" WHERE "id" = 'a' FOR UPDATE`,
  "a transaction": () => inTransaction((tx) => rename(tx, "by a transaction")),
};
const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );
const expectBusy = async (work: Promise<unknown>) => {
  const error = await thrownBy(work);
  expect(isDatabaseBusy(error), String(error)).toBe(true);
};
const everyWayIsBusy = () => Promise.all(Object.values(WAYS).map((ask) => expectBusy(ask())));
const everyWayIsGood = async () => {
  for (const ask of Object.values(WAYS)) await ask();
};
const terminateHufu = async () => {
  await other.query("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = 'hufu'");
  await other.query("SELECT 1"); // by then this process has heard of it too
};

describe("a lock that another holds", () => {
  afterEach(() => other.query("ROLLBACK"));

  it("is waited for no longer than two seconds", async () => {
    await other.query(`BEGIN; UPDATE "User" SET "name" = 'held' WHERE "id" = 'a'`);
    const start = performance.now();
    await everyWayIsBusy();
    expect(performance.now() - start).toBeGreaterThan(1_900);
  });
});

describe("a connection that is ended", () => {
  it("while idle is replaced without a word", async () => {
    await everyWayIsGood();
    await terminateHufu();
    await everyWayIsGood();
  });

  it("within a transaction undoes it", async () => {
    const before = await nameOf();
    const endedWithin = inTransaction(async (tx) => {
      await rename(tx, "never");
      await terminateHufu();
      await rename(tx, "never");
    });
    await expectBusy(endedWithin);
    const endedBeforeCommit = inTransaction(async (tx) => {
      await rename(tx, "never");
      await terminateHufu();
    });
    await expectBusy(endedBeforeCommit);
    expect(await nameOf()).toBe(before);
  });

  it("by its own silence within a transaction lets go of its locks", async () => {
    let isLocked: () => void = () => undefined;
    const locked = new Promise<void>((resolve) => {
      isLocked = resolve;
    });
    const asleep = inTransaction(async (tx) => {
      await rename(tx, "never");
      isLocked();
      await other.query(`UPDATE "User" SET "name" = 'by the other' WHERE "id" = 'a'`); // waits for the lock
      await rename(tx, "never");
    });
    await locked;
    await expectBusy(asleep);
    expect(await nameOf()).toBe("by the other");
  });
});

describe("a statement that is cancelled", () => {
  it("is busy", async () => {
    const asleep = expectBusy((await database()).$queryRaw`SELECT 1 FROM pg_sleep(60)`);
    const active = "application_name = 'hufu' AND state = 'active' AND query LIKE '%pg_sleep%'";
    for (let cancelled = 0; cancelled === 0; ) {
      cancelled = (await other.query(`SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE ${active}`)).rows
        .length;
    }
    await asleep;
  });
});

describe("connections", () => {
  it("that are all in use are waited for no longer than three seconds", async () => {
    const db = await database();
    const asleep = Array.from({ length: 10 }, () => expectBusy(db.$queryRaw`SELECT 1 FROM pg_sleep(6)`));
    await everyWayIsBusy();
    await Promise.all(asleep); // silent for four seconds
    await everyWayIsGood();
  });

  it("that the server has no more of are busy", async () => {
    await other.query("CREATE ROLE narrow LOGIN PASSWORD 'narrow' CONNECTION LIMIT 0");
    await (await database()).$disconnect();
    const narrow = new pg.Client(Object.assign(new URL(url), { username: "narrow", password: "narrow" }).href);
    await expectBusy(narrow.connect());
  });
});

describe("a server that is stopped in its tracks", () => {
  afterEach(() => server.resume());

  it("holds no request for longer than some seconds, on connections old and new", async () => {
    await everyWayIsGood();
    await server.pause();
    await everyWayIsBusy();
    await everyWayIsBusy(); // the old ones are given up by now
  });

  it("loses nothing that is written after it goes on", async () => {
    const paused = inTransaction(async (tx) => {
      await rename(tx, "never");
      await server.pause();
      await rename(tx, "never");
    });
    await expectBusy(paused);
    await server.resume();
    for (let i = 0; i < 20; i++) {
      await rename(await database(), `kept ${i}`);
      expect(await nameOf()).toBe(`kept ${i}`); // not in a transaction that was left open
    }
  });
});

describe("a server that is gone", () => {
  it("is busy until it is back", async () => {
    await everyWayIsGood();
    const killed = inTransaction(async (tx) => {
      await rename(tx, "never");
      await server.kill();
    });
    await expectBusy(killed);
    await everyWayIsBusy();
    await server.restart();
    other = await listen(url);
    expect(await nameOf()).not.toBe("never");
    await everyWayIsGood();
  });

  it("or read-only, as one is that another has taken over from, is busy", async () => {
    await other.query("ALTER SYSTEM SET default_transaction_read_only = on");
    await other.query("SELECT pg_reload_conf()");
    await (await database()).$disconnect();
    await expectBusy(WAYS["a plain query"]?.() ?? Promise.resolve());
    await other.query("ALTER SYSTEM RESET default_transaction_read_only");
    await other.query("SELECT pg_reload_conf()");
    await (await database()).$disconnect();
    await everyWayIsGood();
  });
});

describe("transactions in each other's way", () => {
  it("both succeed: the one that was undone is run again", async () => {
    let runs = 0;
    let waiting = 2;
    let bothHold: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      bothHold = resolve;
    });
    const both = (first: string, second: string) =>
      inTransaction(async (tx) => {
        runs++;
        await rename(tx, `${first} first`, first);
        if (--waiting === 0) bothHold();
        await held;
        await rename(tx, `${first} first`, second);
      });
    await Promise.all([both("a", "b"), both("b", "a")]);
    expect(runs).toBe(3);
    expect(await nameOf("a")).toBe(await nameOf("b"));
  });

  it("end after some tries, when they lose each time", async () => {
    let runs = 0;
    const losing = inTransaction(async (tx) => {
      runs++;
      await tx.$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = 'serialization_failure'; END $$`;
    });
    await expectBusy(losing);
    expect(runs).toBe(5);
  });
});

describe("what is no trouble of the server's", () => {
  it.each<[string, (tx: Transaction) => Promise<unknown>]>([
    [
      "a value that is taken",
      (tx) => tx.user.create({ data: { id: "a", email: "", emailKey: "a", createdAt: new Date() } }),
    ],
    ["a statement that is wrong", (tx) => tx.$queryRaw`SELEC 1`],
    ["a fault of our own", () => Promise.reject(new TypeError("a fault"))],
  ])("is not busy: %s", async (_what, work) => {
    const error = await thrownBy(inTransaction(work));
    expect(error).toBeInstanceOf(Error);
    expect(isDatabaseBusy(error)).toBe(false);
  });
});
