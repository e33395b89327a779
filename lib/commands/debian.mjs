// What Debian's packages have, where they can be installed from.
import { existsSync } from "node:fs";
import { run, say } from "./setup.mjs";

/** Installs packages where there is apt-get and the right to use it; whoever asks looks for itself what came of it. */
export function installFromDebian(packages) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  say(`trying \`apt-get install ${packages.join(" ")}\``);
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    stdio: ["ignore", "ignore", "inherit"],
  };
  run("apt-get", ["update", "-qq"], options);
  run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], options);
}
