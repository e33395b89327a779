import { startPostgres } from "../lib/testing/postgres";
import { startHufu } from "./apps";
import { type BenchDatabase, newPostgresql, newSqlite } from "./bench-database";
import { median, percentile, spread } from "./figures";
import { fill } from "./fill-database";
import { openLoop } from "./load";
import type { Mode } from "./mode";
import { bounded, type Row } from "./report";

const PROBES_PER_SECOND = 60;
const SECONDS = 4;
/** After its start a server waits so long before it cleans up, at most; in milliseconds. */
const JOB_BEGINS_WITHIN_MS = 150_000;

/** A time of long ago, as the database writes it. */
const LONG_AGO = {
  SQLite: "strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now', '-200 days')",
  PostgreSQL: "(now() - interval '200 days')",
};

/** So many events and as many sessions that have ended, of people whose devices stay. */
async function fillWithOld(database: BenchDatabase, rows: number): Promise<void> {
  const then = LONG_AGO[database.name];
  await fill(database, rows);
  await database.run(`UPDATE "Session" SET "endedAt" = ${then}, "expiresAt" = ${then}, "liveDeviceId" = NULL,
    "endReason" = 'signed-out' WHERE "userId" <> (SELECT id FROM "User" WHERE email = 'bench@example.com')`);
  await database.run(`UPDATE "SecurityEvent" SET "at" = ${then}`);
  await database.run("ANALYZE");
}

type Server = Awaited<ReturnType<typeof startHufu>>;

/** How many batches the server's own job has made, and how many of them took longer than 50 ms. */
async function batchesOf({ url }: Server): Promise<{ all: number; long: number }> {
  const text = await (await fetch(`${url}/api/metrics`)).text();
  const read = (label: string) =>
    Number(new RegExp(`^hufu_clean_up_batch_seconds_${label} (\\d+)$`, "m").exec(text)?.[1] ?? 0);
  const all = read("count");
  return { all, long: all - read('bucket\\{le="0.05"\\}') };
}

async function jobHasBegun(server: Server): Promise<void> {
  const deadline = performance.now() + JOB_BEGINS_WITHIN_MS;
  while ((await batchesOf(server)).all < 100) {
    if (performance.now() > deadline) throw new Error("The server does not clean up");
    await new Promise((resume) => setTimeout(resume, 500));
  }
}

async function p95Of({ url }: Server, cookie: string): Promise<number> {
  const answers = await openLoop(() => ({ url: `${url}/api/auth/me`, cookie }), PROBES_PER_SECOND, SECONDS);
  if (answers.some(({ status }) => status !== 200)) throw new Error("A probe was not answered with 200");
  const times = answers.map(({ ms }) => ms);
  return percentile(times, 0.95);
}

async function measure([calm, busy]: [BenchDatabase, BenchDatabase], { isLong }: Mode): Promise<Row[]> {
  const rows = isLong ? 500_000 : 50_000; // of each of two tables
  await (await startHufu("Hufu", busy.env)).stop(); // makes the tables and an account
  await fillWithOld(busy, rows);
  const servers = [await startHufu("calm", calm.env), await startHufu("busy", busy.env)] as const;
  const cookies = [await servers[0].signIn(), await servers[1].signIn()] as const;
  await jobHasBegun(servers[1]);
  const results = [];
  for (let i = -1; i < (isLong ? 9 : 5); i++) {
    const before = await batchesOf(servers[1]);
    const [atRest, cleaning] = [await p95Of(servers[0], cookies[0]), await p95Of(servers[1], cookies[1])];
    if ((await batchesOf(servers[1])).all === before.all) break; // all is done
    if (i >= 0) results.push({ atRest, ratio: cleaning / atRest }); // the first only warms
  }
  const { all, long } = await batchesOf(servers[1]);
  for (const server of servers) await server.stop();
  const grown = results.map(({ ratio }) => ratio);
  const rest = `at rest ${median(results.map(({ atRest }) => atRest)).toFixed(2)} ms`;
  const size = (2 * rows).toLocaleString("en");
  const what = `${busy.name}: p95 of GET /api/auth/me while ${size} expired rows are removed ÷ at rest`;
  return [
    bounded(what, spread(grown), median(grown), "≤", 2, rest),
    bounded(`${busy.name}: batches longer than 50 ms, of ${all}`, String(long), long, "≤", 0),
  ];
}

/** What the people who are signed in notice of cleaning up, beside a server that has nothing to clean. */
export async function measureCleanUp(mode: Mode): Promise<Row[]> {
  const postgres = await startPostgres();
  const sqlite: [BenchDatabase, BenchDatabase] = [newSqlite(), newSqlite()];
  const postgresql: [BenchDatabase, BenchDatabase] = [await newPostgresql(postgres), await newPostgresql(postgres)];
  try {
    return [...(await measure(sqlite, mode)), ...(await measure(postgresql, mode))];
  } finally {
    for (const database of [...sqlite, ...postgresql]) database.remove();
    await postgres.stop();
  }
}
