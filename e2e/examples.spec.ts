import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { findPython } from "../lib/commands/beside.mjs";
import { signUp } from "./fixtures/http";
import { programTest as test } from "./fixtures/programs";
import { PASSWORD } from "./fixtures/test";

const ROOT = join(import.meta.dirname, "..");
const python = findPython();

/** Runs a program to its end. @param onOutput is told what it has said so far */
async function run(command: string, args: string[], env: Record<string, string>, onOutput?: (text: string) => void) {
  const given = { PATH: process.env.PATH, NODE_ENV: "production" as const, ...env };
  const child = spawn(command, args, { cwd: ROOT, env: given });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      onOutput?.(text);
    });
  }
  const [code] = await once(child, "close");
  return { code, text };
}

test("curl signs in, calls, renews and signs out", async ({ server }) => {
  const { client, email, user } = await signUp(server.url);
  const env = { HUFU_USER: email, HUFU_PASSWORD: PASSWORD };
  const { code, text } = await run("sh", ["examples/programs/sign-in.sh", server.url], env);
  expect(code, text).toBe(0);
  expect(text).toContain(`"user":{"id":"${user.id}"}`);
  expect(text).toContain(`"email":"${email}"`);
  expect((await client.get("/api/auth/sessions?ended=1")).text).toContain('"signed-out"');
  const wrong = await run("sh", ["examples/programs/sign-in.sh", server.url], { ...env, HUFU_PASSWORD: "wrong" });
  expect(wrong.code).not.toBe(0);
});

test("Node.js shows a code and a QR code, waits, and lists the devices", async ({ server }) => {
  const { client, email } = await signUp(server.url);
  let decided = false;
  const { code, text } = await run(
    process.execPath,
    ["--import", "tsx", "examples/programs/device.ts", server.url],
    {},
    (said) => {
      const [, user_code] = /Type ([A-Z]{4}-[A-Z]{4}) at/.exec(said) ?? [];
      if (!user_code || decided) return;
      decided = true;
      void client.post("/api/auth/device/decision", { json: { user_code, allow: true } });
    },
  );
  expect(code, text).toBe(0);
  expect(text).toContain("█");
  expect(text).toContain(`Signed in as ${email}.`);
  expect(text).toMatch(/^\* node$/m);
});

test("Python signs in with requests, calls and signs out", async ({ server }) => {
  test.skip(!python && !process.env.CI, "no Python with requests here");
  const { email } = await signUp(server.url);
  const env = { HUFU_USER: email, HUFU_PASSWORD: PASSWORD };
  const { code, text } = await run(python ?? "python3", ["examples/programs/sign_in.py", server.url], env);
  expect(code, text).toBe(0);
  expect(text).toMatch(new RegExp(`^${email}\n`));
  expect(text).toContain("* python-requests");
  const wrong = await run(python ?? "python3", ["examples/programs/sign_in.py", server.url], {
    ...env,
    HUFU_PASSWORD: "x",
  });
  expect([wrong.code, wrong.text]).toEqual([1, "E-mail and password do not match.\n"]);
});
