import { availableParallelism } from "node:os";
import { ACCOUNT, startHufu } from "./apps";
import { median, percentile, spread } from "./figures";
import { call, openLoop } from "./load";
import type { Mode } from "./mode";
import { bounded, type Row } from "./report";

const SECONDS = 4;
const PROBES_PER_SECOND = 60;
const SIGN_INS_PER_SECOND = 40;

type Delay = { p99Ms: number };

/**
 * `GET /api/auth/me` with and without a storm of sign-ins that arrive faster than they can be hashed: quiet and
 * stormy phases take turns, so that what else the machine does falls on both.
 */
export async function measureStorm({ isLong }: Mode): Promise<Row[]> {
  const rounds = isLong ? 9 : 5;
  const { url, server, signIn: openSession } = await startHufu("Hufu", { BCRYPT_COST: "12" });
  const me = { url: `${url}/api/auth/me`, cookie: await openSession() };
  const signIn = { url: `${url}/api/auth/sign-in`, method: "POST", body: JSON.stringify(ACCOUNT) };
  const probe = async () => {
    await server.ask("measure-delay");
    const answers = await openLoop(() => me, PROBES_PER_SECOND, SECONDS);
    if (answers.some(({ status }) => status !== 200)) throw new Error("A probe was not answered with 200");
    const { p99Ms } = (await server.ask("read-delay")) as Delay;
    return {
      p95: percentile(
        answers.map(({ ms }) => ms),
        0.95,
      ),
      p99Ms,
    };
  };

  await probe(); // warm
  const results = [];
  const statuses = new Map<number, number>();
  for (let round = 0; round < rounds; round++) {
    const quiet = await probe();
    const storm = openLoop(() => signIn, SIGN_INS_PER_SECOND, SECONDS + 1);
    await call(me); // the storm has begun
    const stormy = await probe();
    for (const { status } of await storm) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    results.push({ quiet, stormy, ratio: stormy.p95 / quiet.p95 });
  }
  await server.stop();

  const count = (status: number) => statuses.get(status) ?? 0;
  const figure = (value: number) => value.toFixed(2);
  const grown = results.map(({ ratio }) => ratio);
  const delay = median(results.map(({ stormy }) => stormy.p99Ms));
  const threads = Math.max(1, availableParallelism() - 1);
  const storm = `p95 of GET /api/auth/me in a storm of sign-ins ÷ quiet (${threads} hashing)`;
  return [
    { what: "p95 of GET /api/auth/me, quiet, ms", figure: figure(median(results.map(({ quiet }) => quiet.p95))) },
    { what: "the same in a storm of sign-ins, ms", figure: figure(median(results.map(({ stormy }) => stormy.p95))) },
    bounded(storm, spread(grown), median(grown), "≤", 3),
    bounded("event-loop delay p99 in the storm, ms", figure(delay), delay, "≤", 50),
    { what: "event-loop delay p99, quiet, ms", figure: figure(median(results.map(({ quiet }) => quiet.p99Ms))) },
    { what: "sign-ins of the storm: opened / refused at once", figure: `${count(200)} / ${count(503)}` },
  ];
}
