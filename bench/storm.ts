import { availableParallelism } from "node:os";
import { ApiClient } from "../e2e/fixtures/api-client";
import { startServer } from "../e2e/fixtures/server";
import { call, median, openLoop, percentile } from "./load";
import type { Row } from "./report";

const ROUNDS = 5;
const SECONDS = 4;
const PROBES_PER_SECOND = 60;
const SIGN_INS_PER_SECOND = 40;
const PASSWORD = "correct horse battery staple";

type Delay = { p99Ms: number };

/**
 * `GET /api/auth/me` with and without a storm of sign-ins that arrive faster than they can be hashed: quiet and
 * stormy phases take turns, so that what else the machine does falls on both.
 */
export async function measureStorm(): Promise<Row[]> {
  const server = await startServer({ env: { BCRYPT_COST: "12" } });
  const device = new ApiClient(server.url);
  await device.call("POST", "/api/auth/sign-up", { email: "bench@example.com", password: PASSWORD });
  const cookie = [...device.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const me = { url: `${server.url}/api/auth/me`, cookie };
  const signIn = {
    url: `${server.url}/api/auth/sign-in`,
    method: "POST",
    body: JSON.stringify({ email: "bench@example.com", password: PASSWORD }),
  };
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
  const rounds = [];
  const statuses = new Map<number, number>();
  for (let round = 0; round < ROUNDS; round++) {
    const quiet = await probe();
    const storm = openLoop(() => signIn, SIGN_INS_PER_SECOND, SECONDS + 1);
    await call(me); // the storm has begun
    const stormy = await probe();
    for (const { status } of await storm) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    rounds.push({ quiet, stormy, ratio: stormy.p95 / quiet.p95 });
  }
  await server.stop();

  const count = (status: number) => statuses.get(status) ?? 0;
  const figure = (value: number) => value.toFixed(2);
  return [
    { what: "p95 of GET /api/auth/me, quiet, ms", value: figure(median(rounds.map(({ quiet }) => quiet.p95))) },
    { what: "the same in a storm of sign-ins, ms", value: figure(median(rounds.map(({ stormy }) => stormy.p95))) },
    {
      what: `storm ÷ quiet, median of ${ROUNDS} rounds (pool of ${Math.max(1, availableParallelism() - 1)})`,
      value: `${figure(median(rounds.map(({ ratio }) => ratio)))} (${rounds.map(({ ratio }) => figure(ratio)).join(", ")})`,
      target: "≤ 3",
    },
    {
      what: "event-loop delay p99 in the storm, ms",
      value: figure(median(rounds.map(({ stormy }) => stormy.p99Ms))),
      target: "≤ 50",
    },
    { what: "event-loop delay p99, quiet, ms", value: figure(median(rounds.map(({ quiet }) => quiet.p99Ms))) },
    { what: "sign-ins of the storm: opened / refused at once", value: `${count(200)} / ${count(503)}` },
  ];
}
