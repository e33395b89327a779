import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../lib/testing/free-port";
import { ACCOUNT, type App, post } from "./apps";

const SECRET = "of the benchmark, and of nothing else";
const START_PATIENCE_MS = 30_000;

/** An app of the peers project: where it lies, what chooses its variant, and how it is signed up to and in to. */
type Peer = { folder: string; env?: Record<string, string>; signUp?: string; signIn?: string; setup?: string };

export const PEERS = {
  /** No auth at all. */
  baseline: { folder: "baseline" },
  /** Hand-written: a signed token, checked in the handler, and nothing else. */
  floor: { folder: "floor", env: { FLOOR: "hs256" }, signUp: "/api/sign-up", signIn: "/api/sign-in" },
  betterAuth: {
    folder: "better-auth",
    signUp: "/api/auth/sign-up/email",
    signIn: "/api/auth/sign-in/email",
    setup: "lib/setup.mjs",
  },
} satisfies Record<string, Peer>;

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

async function untilUp(url: string, child: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + START_PATIENCE_MS; Date.now() < deadline; await sleep(100)) {
    if (child.exitCode !== null) break;
    if (
      await fetch(`${url}/api/open`)
        .then(({ ok }) => ok)
        .catch(() => false)
    )
      return;
  }
  throw new Error(`A peers' app did not start at ${url}`);
}

/** Starts an app of the prepared peers, as their own harness does, with one account. */
export async function startPeer(
  peers: string,
  name: string,
  peer: Peer,
  extra: Record<string, string> = {},
): Promise<App> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const data = mkdtempSync(join(tmpdir(), "hufu-bench-"));
  const cwd = join(peers, "apps", peer.folder);
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: "production" as const,
    NEXT_TELEMETRY_DISABLED: "1",
    DB_FILE: join(data, "peer.db"),
    BETTER_AUTH_SECRET: SECRET,
    BETTER_AUTH_URL: url,
    SECRET,
    ...peer.env,
    ...extra,
  };
  if (peer.setup && spawnSync(process.execPath, [peer.setup], { cwd, env }).status !== 0) {
    throw new Error(`The tables of ${name} could not be made`);
  }
  const next = join(peers, "node_modules/next/dist/bin/next");
  const child = spawn(process.execPath, [next, "start", "-H", "127.0.0.1", "-p", String(port)], {
    cwd,
    env,
    stdio: "ignore",
  });
  running.add(child);
  await untilUp(url, child);
  if (peer.signUp) await post(url + peer.signUp, ACCOUNT);
  const { signIn } = peer;
  return {
    name,
    url,
    pid: child.pid ?? 0,
    signIn: async () => (signIn ? post(url + signIn, ACCOUNT) : ""),
    stop: async () => {
      running.delete(child);
      child.kill("SIGKILL");
      await once(child, "exit");
      rmSync(data, { recursive: true, force: true });
    },
  };
}
