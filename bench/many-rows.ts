import { startPostgres } from "../lib/testing/postgres";
import { ACTS, type Act, perform } from "./acts";
import { type App, startHufu } from "./apps";
import { type BenchDatabase, newPostgresql, newSqlite } from "./bench-database";
import { cpuTime } from "./cpu";
import { median, ratios, spread } from "./figures";
import { fill } from "./fill-database";
import type { Mode } from "./mode";
import { checkPlans } from "./plans";
import { bounded, type Row } from "./report";

const FEW = 1_000;
const DEVICES = 10;

type Side = { database: BenchDatabase; app: App; cost: Record<Act, number[]> };

/** Without the password's hash, which runs on threads of its own: the event loop, and the database where it is apart. */
const cpuMs = async ({ app, database }: Side) => cpuTime(app.pid).eventLoop + (await database.cpuMs());

/** Ten devices sign in, refresh, list and sign out; each act by all of them before the next. */
async function round(side: Side, isMeasured: boolean): Promise<void> {
  let cookies = Array<string>(DEVICES).fill("");
  for (const act of ACTS) {
    const before = await cpuMs(side);
    const after: string[] = [];
    for (const cookie of cookies) after.push(await perform(act, side.app, cookie));
    cookies = after;
    if (isMeasured) side.cost[act].push(((await cpuMs(side)) - before) / DEVICES);
  }
}

async function prepare(database: BenchDatabase, rows: number): Promise<Side> {
  await (await startHufu("Hufu", database.env)).stop(); // makes the tables and an account
  await fill(database, rows);
  const app = await startHufu("Hufu", database.env);
  return { database, app, cost: { "sign-in": [], refresh: [], list: [], revoke: [] } };
}

async function compare(few: BenchDatabase, many: BenchDatabase, { isLong }: Mode): Promise<Row[]> {
  const rows = isLong ? 1_000_000 : 100_000;
  const sides = [await prepare(few, FEW), await prepare(many, rows)] as const;
  for (let i = -8; i < (isLong ? 40 : 20); i++) {
    for (const side of i % 2 ? sides : [...sides].reverse()) await round(side, i >= 0); // the first only warm
  }
  for (const { app } of sides) await app.stop();
  const [fewCost, manyCost] = [sides[0].cost, sides[1].cost];
  const figures = ACTS.map((act) => {
    const grown = ratios(manyCost[act], fewCost[act]);
    const what = `${few.name}: CPU of ${act} at ${rows.toLocaleString("en")} sessions ÷ at ${FEW.toLocaleString("en")}`;
    return bounded(what, spread(grown), median(grown), "≤", 1.5, `${median(manyCost[act]).toFixed(2)} ms`);
  });
  return [...figures, await checkPlans(many)];
}

/** What many rows cost the acts that touch them. */
export async function measureManyRows(mode: Mode): Promise<Row[]> {
  const postgres = await startPostgres();
  const databases = [newSqlite(), newSqlite(), await newPostgresql(postgres), await newPostgresql(postgres)] as const;
  try {
    return [...(await compare(databases[0], databases[1], mode)), ...(await compare(databases[2], databases[3], mode))];
  } finally {
    for (const database of databases) database.remove();
    await postgres.stop();
  }
}
