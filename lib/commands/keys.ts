// npm run keys -- list | rotate [signing|refresh|pepper|sealing] | withdraw KID: beside a running server, which follows the feed.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { appSecret } from "../infra/app-secret";
import { clock } from "../infra/clock";
import { config } from "../infra/config";
import { closeDatabase } from "../infra/db";
import { openFeedDatabase } from "../infra/feed-database";
import { PURPOSES, type Purpose } from "../infra/key-material";
import { endOf, stateAt } from "../infra/key-ring";
import { hasWrappedKeys, type KeyRow, listKeyRows } from "../infra/key-rows";
import { loadKeys } from "../infra/keys";
import { rotateKey, type Withdrawal, withdrawKey } from "../sessions/change-keys";
import { takeTimeFromDatabase } from "../start-up/follow";
import { printTable, written } from "./table";

const USAGE = "Usage: npm run keys -- list | rotate [signing|refresh|pepper|sealing] | withdraw KID";

/** What is wrong, told in one sentence, without where. */
class Refusal extends Error {}

/** The command changes keys; making them is the server's first start. */
async function requireKeys(): Promise<void> {
  const { databaseUrl } = config();
  const isMissing = databaseUrl.startsWith("file:") && !existsSync(resolve(databaseUrl.slice("file:".length)));
  if (isMissing || !(await hasWrappedKeys().catch(() => false))) {
    throw new Refusal("The database that DATABASE_URL names holds no keys yet: start Hufu once, it makes them.");
  }
}

async function openKeys(): Promise<void> {
  await openFeedDatabase();
  await takeTimeFromDatabase(); // by which the servers go
  const { appSecret: configured, previousAppSecret: previous, databaseUrl } = config();
  await loadKeys({ current: appSecret(configured, databaseUrl, true), previous }, clock.now());
}

function describe(row: KeyRow, rows: readonly KeyRow[], now: Date): string[] {
  const ring = rows.filter(({ purpose }) => purpose === row.purpose);
  const ttl = config().accessTokenTtlSeconds;
  const end = row.withdrawnAt ?? (row.purpose === "signing" ? endOf(row, ring, ttl) : null);
  return [row.id, row.purpose, row.alg ?? "", stateAt(row, ring, ttl, now), written(row.activeFrom), written(end)];
}

async function list(): Promise<void> {
  const rows = await listKeyRows();
  const lines = [
    ["kid", "purpose", "algorithm", "state", "in use from", "good until"],
    ...rows.map((row) => describe(row, rows, clock.now())),
  ];
  printTable(lines);
}

async function rotate(purpose: string): Promise<void> {
  const known = PURPOSES.find((name): name is Purpose => name === purpose);
  if (!known) throw new Refusal(`There are no "${purpose}" keys; there are ${PURPOSES.join(", ")}.`);
  await openKeys();
  const isNew = await rotateKey(known, clock.now());
  console.log(isNew ? `A new ${known} key is made.` : `A ${known} key waits already; nothing was changed.`);
  await list();
}

const REFUSALS: Record<Exclude<Withdrawal, "withdrawn">, string> = {
  unknown: "is in no row: npm run keys -- list shows those there are.",
  "not-signing": "is no signing key: only those can be withdrawn. Rotate it instead.",
  "withdrawn-before": "was withdrawn before; nothing was changed.",
};

async function withdraw(kid: string | undefined): Promise<void> {
  if (!kid) throw new Refusal(USAGE);
  await openKeys();
  const outcome = await withdrawKey(kid, clock.now());
  if (outcome !== "withdrawn") throw new Refusal(`The key "${kid}" ${REFUSALS[outcome]}`);
  console.log(`The key "${kid}" is withdrawn: what it signed is refused as soon as each server reads the feed.`);
  await list();
}

async function run([act, argument, ...more]: string[]): Promise<void> {
  if (more.length > 0) throw new Refusal(USAGE);
  if (act === "list" && argument === undefined) return requireKeys().then(list);
  if (act === "rotate") return requireKeys().then(() => rotate(argument ?? "signing"));
  if (act === "withdraw") return requireKeys().then(() => withdraw(argument));
  throw new Refusal(USAGE);
}

try {
  await run(process.argv.slice(2));
  await closeDatabase();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
process.exit(); // a connection that only tells the time would keep it a minute longer
