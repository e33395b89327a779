import pg from "pg";
import { type Postgres, startPostgres } from "../lib/testing/postgres";
import { sessionIdOf } from "./acts";
import { type App, onPostgres, startHufu } from "./apps";
import { openLink } from "./breakable-link";
import { percentile } from "./figures";
import { call } from "./load";
import type { Mode } from "./mode";
import { bounded, type Row } from "./report";

/** The promise, in ms: no later than this, whatever is cut. */
const PROMISE_MS = 5_000;
/** How long after it polls go on where the feed is cut: nobody may be let in again. */
const AFTERWARDS_MS = 1_500;

const me = ({ url }: App, cookie: string) => call({ url: `${url}/api/auth/me`, cookie });

type Case = {
  revokeAt: App;
  askAt: App;
  /** Polls go on for this long after the answer; else until the first refusal. */
  pollMs?: number;
};

/**
 * One device signs another out; a third party holds the other's token and asks, without pause, at some process.
 * @returns for how many ms after the answer an answer still let it in; 0: none did
 */
async function refusalDelay({ revokeAt, askAt, pollMs }: Case): Promise<number> {
  const [cookie, ownersCookie] = [await revokeAt.signIn(), await revokeAt.signIn()];
  if ((await me(askAt, cookie)).status !== 200) throw new Error("A session is not let in before it is revoked");
  const url = `${revokeAt.url}/api/auth/sessions/${sessionIdOf(cookie)}`;
  let lastAccepted = 0;
  let endAt = Number.POSITIVE_INFINITY;
  const poll = (async () => {
    while (performance.now() < endAt) {
      const { status } = await me(askAt, cookie);
      if (status === 200) lastAccepted = performance.now();
      else if (status !== 401 && status !== 503) throw new Error(`A revoked session is answered ${status}`);
      if (status === 401 && !pollMs) return;
    }
  })();
  const { status } = await call({ url, method: "DELETE", cookie: ownersCookie });
  const answered = performance.now();
  if (status !== 204) throw new Error(`The revocation was answered ${status}`);
  endAt = answered + (pollMs ?? 2 * PROMISE_MS);
  await poll;
  return Math.max(0, lastAccepted - answered);
}

async function repeat(times: number, one: () => Promise<number>): Promise<number[]> {
  const delays: number[] = [];
  for (let i = 0; i < times; i++) delays.push(await one());
  return delays;
}

const ms = (value: number): string => value.toFixed(1);

function undisturbed(delays: readonly number[]): Row[] {
  const at = (share: number) => percentile(delays, share);
  const worst = Math.max(...delays);
  return [
    bounded(
      `revocation to refusal, another process on PostgreSQL, ${delays.length} times: p50, ms`,
      ms(at(0.5)),
      at(0.5),
      "≤",
      20,
    ),
    bounded("the same: p95, ms", ms(at(0.95)), at(0.95), "≤", 100),
    { what: "the same: p99, ms", figure: ms(at(0.99)) },
    bounded("the same: longest, ms", ms(worst), worst, "≤", PROMISE_MS),
  ];
}

/** Ends the connections on which processes wait for the bell. */
async function killBells(databaseUrl: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const { rowCount } = await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query ILIKE 'listen%' AND datname = current_database()",
  );
  await client.end();
  if (!rowCount) throw new Error("No process listens for the bell");
}

/** After a cut: until the process trusts its index again. */
async function untilServed(app: App): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
    const cookie = await app.signIn().catch(() => "");
    if (cookie && (await me(app, cookie)).status === 200) return;
  }
  throw new Error("The process did not recover after its feed was cut");
}

async function sameProcess(times: number): Promise<Row> {
  const app = await startHufu("Hufu");
  const delays = await repeat(times, () => refusalDelay({ revokeAt: app, askAt: app }));
  await app.stop();
  const late = delays.filter((delay) => delay > 0).length;
  const what = `answers that let a revoked session in at the process that revoked it, ${times} times`;
  return bounded(what, String(late), late, "≤", 0);
}

async function otherProcess(postgres: Postgres, { isLong }: Mode): Promise<Row[]> {
  const env = await onPostgres(postgres);
  const database = new URL(env.DATABASE_URL ?? "");
  const link = await openLink(Number(database.port));
  const throughLink = new URL(database);
  throughLink.port = String(link.port);
  const origin = { APP_URL: "http://localhost:3000", HOST: "127.0.0.1" }; // both answer for one address
  const revokeAt = await startHufu("Hufu, first", { ...env, ...origin });
  const askAt = await startHufu("Hufu, second", { ...env, ...origin, DATABASE_URL: throughLink.href });
  const one = (pollMs?: number) => refusalDelay({ revokeAt, askAt, pollMs });
  await repeat(20, () => one()); // warm
  const delays = await repeat(isLong ? 1_000 : 100, () => one());

  const withoutBell = await repeat(isLong ? 20 : 3, async () => {
    await killBells(database.href);
    return one();
  });
  const withoutDatabase = await repeat(isLong ? 10 : 2, async () => {
    await untilServed(askAt);
    link.cut();
    const delay = await one(PROMISE_MS + AFTERWARDS_MS);
    link.heal();
    return delay;
  });
  await revokeAt.stop();
  link.close();
  await askAt.stop();
  const cutRow = (what: string, cutDelays: readonly number[]) => {
    const worst = Math.max(...cutDelays);
    return bounded(`${what}, ${cutDelays.length} times: longest, ms`, ms(worst), worst, "≤", PROMISE_MS);
  };
  return [
    ...undisturbed(delays),
    cutRow("the same, the bell's connection killed just before", withoutBell),
    cutRow("the same, the way to the database silent", withoutDatabase),
  ];
}

/** From the answer that says "revoked" to the last answer that still let that session in. */
export async function measureRevocation(mode: Mode): Promise<Row[]> {
  const postgres = await startPostgres();
  try {
    return [await sameProcess(mode.isLong ? 1_000 : 100), ...(await otherProcess(postgres, mode))];
  } finally {
    await postgres.stop();
  }
}
