import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "./free-port";
import { initialisePostgres } from "./postgres-programs";

const USER = "hufu";
const PASSWORD = "two-halves";
/** Those of a new server, but for a time zone that nothing may depend on. */
const SETTINGS = { listen_addresses: "127.0.0.1", unix_socket_directories: "", timezone: "Asia/Kathmandu" };

/** A real PostgreSQL of the caller's own. It ends with the process that started it, however that ends. */
export type Postgres = {
  /** Of the database that is there from the start. */
  readonly url: string;
  /** Stops all its processes, as SIGSTOP does: connections stay open and nothing is answered. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Ends all its processes at once, without a word to their clients. */
  kill(): Promise<void>;
  /** After `kill`: on the same port, with the same data. */
  restart(): Promise<void>;
  /** Ends it for good and removes its data. */
  stop(): Promise<void>;
};

/** Makes a database on the server of `url`: a copy of `template`, to which nobody may be connected then. */
export async function createDatabase(url: string, { name = `hufu-${randomUUID()}`, template = "template1" } = {}) {
  const admin = new pg.Client(url);
  await admin.connect();
  await admin.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  await admin.end();
  const created = new URL(url);
  created.pathname = name;
  return created.href;
}

/** @param settings of the server's configuration, beyond those of any new one */
export async function startPostgres(settings: Record<string, string> = {}): Promise<Postgres> {
  const port = await freePort();
  const program = initialisePostgres(USER, PASSWORD);
  const all = { ...SETTINGS, port: String(port), ...settings };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const job = JSON.stringify({ ...program, args: [...program.args, ...flags] });
  const guard = fork(join(import.meta.dirname, "postgres-guard.mjs"), [job], {
    detached: true,
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  return control(guard, `postgresql://${USER}:${PASSWORD}@127.0.0.1:${port}/postgres`, await untilUp(guard));
}

/** @returns the id of the server's first process */
async function untilUp(guard: ChildProcess): Promise<number> {
  const [{ pid, output }] = await once(guard, "message");
  if (!pid) throw new Error(`PostgreSQL did not start:\n${output}`);
  return pid;
}

function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error; // it has ended by itself
    }
  }
}

function control(guard: ChildProcess, url: string, firstProcess: number): Postgres {
  let server = firstProcess;
  let paused: { pids: number[]; lookout: pg.Client } | null = null;

  /** The first process is stopped first: then no other is added while they are listed. */
  async function pause(): Promise<number[]> {
    const lookout = new pg.Client(url);
    lookout.on("error", () => undefined); // it is killed together with the server
    await lookout.connect();
    process.kill(server, "SIGSTOP");
    const { rows } = await lookout.query<{ pid: number }>("SELECT pid FROM pg_stat_activity");
    const pids = [server, ...rows.map(({ pid }) => pid)];
    paused = { pids, lookout };
    guard.send({ stopped: pids });
    signalAll(pids, "SIGSTOP");
    return pids;
  }

  return {
    url,
    pause: async () => void (await pause()),
    async resume() {
      const { pids, lookout } = paused ?? { pids: [], lookout: null };
      paused = null;
      signalAll(pids, "SIGCONT");
      await lookout?.end();
    },
    async kill() {
      const pids = paused?.pids ?? (await pause());
      paused = null;
      const gone = once(guard, "message");
      signalAll(pids, "SIGKILL");
      await gone;
    },
    async restart() {
      guard.send({ start: true });
      server = await untilUp(guard);
    },
    async stop() {
      const gone = once(guard, "exit");
      guard.disconnect();
      await gone;
    },
  };
}
