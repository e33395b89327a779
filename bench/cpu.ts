import { readdirSync, readFileSync } from "node:fs";

const NANOSECONDS_PER_MS = 1e6;

/** Time on a CPU so far, in ms: of all threads, and of the main one, in which nobody else is served meanwhile. */
export type CpuTime = { all: number; eventLoop: number };

const onCpu = (pid: number, thread: string | number): number =>
  Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]) / NANOSECONDS_PER_MS;

/**
 * CPU time of a process as the kernel counts it: hardly disturbed by what else the machine does, so the steadiest
 * figure there is. What a database server does for it is not in it.
 * @see https://docs.kernel.org/scheduler/sched-stats.html
 */
export function cpuTime(pid: number): CpuTime {
  const threads = readdirSync(`/proc/${pid}/task`);
  return { all: threads.reduce((sum, thread) => sum + onCpu(pid, thread), 0), eventLoop: onCpu(pid, pid) };
}

/** Resident memory in MB. */
export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/** Runs `work` and says what it cost the process, in ms. */
export async function cpuOf<T>(pid: number, work: () => Promise<T>): Promise<{ result: T; cpu: CpuTime }> {
  const before = cpuTime(pid);
  const result = await work();
  const after = cpuTime(pid);
  return { result, cpu: { all: after.all - before.all, eventLoop: after.eventLoop - before.eventLoop } };
}
