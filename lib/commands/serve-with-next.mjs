// Runs `next start` or `next dev` in this process, where Hufu's configuration says.
import { createServer } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { fail, root } from "./setup.mjs";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

function hostnameOf(appUrl) {
  try {
    return new URL(appUrl).hostname;
  } catch {
    return "localhost"; // start-up names the fault
  }
}

/** With a loopback APP_URL the server is bound to loopback only. */
function address({ PORT, HOST, APP_URL }) {
  const port = PORT || "3000";
  // Next.js listens before start-up reads the configuration, and then says which port it took.
  if (!/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65_535) fail("PORT must be a number from 1 to 65535.");
  const isLocal = !APP_URL || LOOPBACK.has(hostnameOf(APP_URL));
  return { port, host: HOST?.trim() || (isLocal ? "127.0.0.1" : "0.0.0.0") };
}

/** Next.js would say the same with a stack trace. */
function checkAddress(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", ({ code }) => {
      const reason =
        code === "EADDRINUSE"
          ? "is in use: stop what uses it, or set PORT to another"
          : `cannot be listened on (${code}): check HOST and PORT`;
      fail(`${host}:${port} ${reason}.`);
    });
    probe.listen(Number(port), host, () => probe.close(resolve));
  });
}

/**
 * A SIGTERM ends npm and its shell without a word to what they started; the server would keep the port as an orphan.
 * Under npm it ends itself when the shell above it is gone.
 */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 500);
  watch.unref();
}

/**
 * Where to listen, by the environment and .env files. Ends the process with one sentence where that cannot be.
 * @param {"start" | "dev"} mode
 */
export async function chooseAddress(mode) {
  // Before .env files are read: Next.js keeps the environment as it was then for the processes it starts.
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  if (mode === "start") {
    process.env.NODE_ENV = "production";
    process.env.NEXT_MANUAL_SIG_HANDLE = "1"; // lib/start-up/stop.ts ends the process: it knows what is to be written first
  }
  const { default: nextEnv } = await import("@next/env");
  nextEnv.loadEnvConfig(root, mode === "dev");
  const chosen = address(process.env);
  await checkAddress(chosen.port, chosen.host);
  return chosen;
}

/** @param {"start" | "dev"} mode */
export async function serveWithNext(mode, { port, host }) {
  endWithNpm();
  const bin = join(root, "node_modules/next/dist/bin/next");
  process.argv = [process.execPath, bin, mode, "--hostname", host, "--port", port];
  await import(pathToFileURL(bin).href);
}
