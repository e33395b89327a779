import { startPostgres } from "../lib/testing/postgres";
import { type App, onPostgres, startHufu } from "./apps";
import { cpuOf } from "./cpu";
import { median, ratios, spread } from "./figures";
import type { Mode } from "./mode";
import { PEERS, startPeer } from "./peers";
import { preparePeers } from "./peers-folder";
import { bounded, type Row } from "./report";
import { type Samples, sideBySide } from "./side-by-side";

const SIGN_INS = 12;
/** The lowest cost that a public Hufu takes: the hash runs on a thread of its own, and so more sign-ins fit in a round. */
const HASH_COST = { BCRYPT_COST: "10" };

/** CPU time of the event loop for one sign-in, in ms; four at a time. */
async function signInCost({ pid, signIn }: App): Promise<number> {
  const { cpu } = await cpuOf(pid, async () => {
    let left = SIGN_INS;
    const one = async () => {
      while (left-- > 0) await signIn();
    };
    await Promise.all([one(), one(), one(), one()]);
  });
  return cpu.eventLoop / SIGN_INS;
}

async function signInCosts(apps: readonly App[], rounds: number): Promise<number[][]> {
  const costs = apps.map((): number[] => []);
  for (let round = -2; round < rounds; round++) {
    for (const [index, app] of apps.entries()) {
      const cost = await signInCost(app);
      if (round >= 0) costs[index]?.push(cost); // the first two only warm
    }
  }
  return costs;
}

const pathOf = ({ name }: App): string => (name.startsWith("Hufu") ? "/api/auth/me" : "/api/me");

type Run = { names: string[]; requests: Samples[]; signIns: number[][] };

/** One run: everything is started anew, for two processes of one program differ by more than two rounds of one. */
async function oneRun(peers: string, { isLong }: Mode): Promise<Run> {
  const postgres = await startPostgres();
  const apps = [
    await startPeer(peers, "no auth", PEERS.baseline),
    await startPeer(peers, "floor", PEERS.floor),
    await startPeer(peers, "better-auth", PEERS.betterAuth),
    await startPeer(peers, "better-auth, PostgreSQL", PEERS.betterAuth, { PG_URL: postgres.url }),
    await startHufu("Hufu, SQLite", HASH_COST),
    await startHufu("Hufu, PostgreSQL", { ...HASH_COST, ...(await onPostgres(postgres)) }),
  ];
  const loads = apps.map((app) => ({ app, path: pathOf(app) }));
  const requests = await sideBySide(loads, { rounds: isLong ? 16 : 8, seconds: 0.5, warmSeconds: 6 });
  const signIns = await signInCosts(apps.slice(1), isLong ? 6 : 3);
  for (const app of apps) await app.stop();
  await postgres.stop();
  return { names: apps.map(({ name }) => name), requests, signIns };
}

/** Why these fall short where they do: what a profile of the server shows. */
const REQUEST_LIMIT =
  "compare the floor, which does nothing but verify: the rest is Next.js reading a request with cookies, and 3 % our handler";
const SIGN_IN_LIMIT = "most of it is Prisma: some 0.7 ms of its interpreter for each of six statements";

/** A run's ratio is the median of its rounds; the table shows the median of the runs. */
function requestRows(runs: readonly Run[], index: number, name: string): Row[] {
  const perRun = (figure: keyof Samples) =>
    runs.map(({ requests }) => median(ratios(requests[index]?.[figure] ?? [], requests[0]?.[figure] ?? [])));
  const [cpu, rate] = [perRun("cpuMs"), perRun("perSecond")];
  const [cpuRow, rateRow] = [`${name} ÷ the peers' app without auth: CPU a request`, "the same: rate"];
  if (!name.startsWith("Hufu")) {
    return [
      { what: cpuRow, figure: spread(cpu) },
      { what: rateRow, figure: spread(rate) },
    ];
  }
  return [
    bounded(cpuRow, spread(cpu), median(cpu), "≤", 1.3, REQUEST_LIMIT),
    bounded(rateRow, spread(rate), median(rate), "≥", 0.75),
  ];
}

function signInRows(runs: readonly Run[], index: number, name: string): Row[] {
  const beside = (other: number) =>
    runs.map(({ signIns }) => median(ratios(signIns[index - 1] ?? [], signIns[other - 1] ?? [])));
  const [floor, betterAuth] = [beside(1), beside(name.endsWith("PostgreSQL") ? 3 : 2)];
  return [
    bounded(`${name}: event-loop CPU a sign-in ÷ the floor's`, spread(floor), median(floor), "≤", 1.9, SIGN_IN_LIMIT),
    bounded("the same ÷ better-auth's on that database", spread(betterAuth), median(betterAuth), "≤", 1),
  ];
}

/** Hufu beside the peers' apps, all in one run. Their folder is given by PEERS_DIR. */
export async function measureBesidePeers(mode: Mode): Promise<Row[]> {
  const original = process.env.PEERS_DIR;
  if (!original) return [{ what: "beside the peers' apps", figure: "left out", note: "PEERS_DIR names their folder" }];
  const peers = preparePeers(original, [...new Set(Object.values(PEERS).map(({ folder }) => folder))]);
  const runs: Run[] = [];
  for (let run = 0; run < (mode.isLong ? 5 : 3); run++) {
    runs.push(await oneRun(peers, mode));
    console.error(`  run ${run + 1} of ${mode.isLong ? 5 : 3}`);
  }
  const names = runs[0]?.names ?? [];
  return [
    ...names.flatMap((name, index) => (index === 0 ? [] : requestRows(runs, index, name))),
    ...names.flatMap((name, index) => (name.startsWith("Hufu") ? signInRows(runs, index, name) : [])),
  ];
}
