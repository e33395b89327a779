import type { App } from "./apps";
import { closedLoop } from "./closed-loop";
import { cpuOf } from "./cpu";

/** A page or route of an app, to be compared with others in the same rounds. */
export type Load = {
  app: App;
  path: string;
  /** Signs in anew. @returns the header line that what follows carries; by default the cookies of a browser */
  enter?: () => Promise<string>;
};

/** Header lines by who they are for; those that enter the same way share one. */
async function enterAll(loads: readonly Load[]): Promise<Map<App | Load, string>> {
  const lines = new Map<App | Load, string>();
  for (const load of loads) {
    const { app, enter } = load;
    if (enter) lines.set(load, await enter());
    else if (!lines.has(app)) lines.set(app, await app.signIn().then((cookie) => cookie && `Cookie: ${cookie}`));
  }
  return lines;
}

/** By round. */
export type Samples = { cpuMs: number[]; perSecond: number[] };

async function burst({ app, path }: Load, line: string, seconds: number) {
  const { result, cpu } = await cpuOf(app.pid, () => closedLoop(app.url + path, line, seconds));
  return { cpuMs: cpu.all / result.answers, perSecond: result.perSecond };
}

/**
 * Loads all in turns: A B C, B C A, C A B, so that what else the machine does, and what comes before, falls on all of
 * them alike. Each is warmed first: Node.js compiles for seconds before the figures stand still.
 * @returns samples in the order of `loads`
 */
export async function sideBySide(
  loads: readonly Load[],
  { rounds, seconds, warmSeconds }: { rounds: number; seconds: number; warmSeconds: number },
): Promise<Samples[]> {
  const samples = loads.map((): Samples => ({ cpuMs: [], perSecond: [] }));
  for (let round = -1; round < rounds; round++) {
    const lines = await enterAll(loads); // a token lives minutes
    for (let turn = 0; turn < loads.length; turn++) {
      const index = (turn + Math.max(round, 0)) % loads.length;
      const [load, sample] = [loads[index], samples[index]];
      if (!load || !sample) continue;
      const line = lines.get(load) ?? lines.get(load.app) ?? "";
      const { cpuMs, perSecond } = await burst(load, line, round < 0 ? warmSeconds : seconds);
      if (round < 0) continue;
      sample.cpuMs.push(cpuMs);
      sample.perSecond.push(perSecond);
    }
  }
  return samples;
}
