// Runs a PostgreSQL for its parent, and ends it and removes its folder when the parent is gone, however that went: a
// killed test run leaves nothing behind. It is in a process group of its own, so that what ends the run spares it.
// Argument: JSON {binary, args, uid, gid, folder}. It tells {pid} when the server is up and {output} when it is not.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";

const { binary, args, uid, gid, folder } = JSON.parse(process.argv[2]);
/** Processes that the parent has stopped: they would outlive the server. */
let stopped = [];
let server;

const tell = (message) => process.connected && process.send(message);

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== "ESRCH") throw error; // it is gone already
  }
}

function start() {
  let output = "";
  server = spawn(binary, args, { uid, gid, cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  const { pid } = server;
  server.stderr.on("data", (chunk) => {
    output = `${output}${chunk}`.slice(-10_000);
    if (/ready to accept connections/.test(chunk)) tell({ pid });
  });
  server.on("close", () => tell({ output }));
}

process.on("message", (message) => {
  if (message.stopped) stopped = message.stopped;
  else start();
});

process.on("disconnect", async () => {
  if (server && server.exitCode === null && server.signalCode === null) {
    const gone = once(server, "exit");
    for (const pid of stopped) signal(pid, "SIGCONT");
    server.kill("SIGQUIT"); // ends at once, and gives shared memory back
    const tooLong = setTimeout(() => server.kill("SIGKILL"), 10_000);
    await gone;
    clearTimeout(tooLong);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  process.exit();
});

start();
