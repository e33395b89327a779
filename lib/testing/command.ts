import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";

export type Outcome = { code: number; out: string; err: string };

/** Runs a command of lib/commands in a process of its own, on the database that the environment names. */
export async function runCommand(name: string, args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  const file = resolve(import.meta.dirname, "../commands", `${name}.ts`);
  const flags = ["--conditions=react-server", "--import=tsx", file, ...args];
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, flags, { env: { ...process.env, ...env } });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }; // what execFile rejects with
    return { code, out: stdout, err: stderr };
  }
}
