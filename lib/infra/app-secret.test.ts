import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appSecret, unwrap, wrap } from "./app-secret";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hufu-secret-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const databaseUrl = () => `file:${join(folder, "hufu.db")}`;
const file = () => join(folder, "app-secret");

describe("the app secret", () => {
  it("is made on first start, for its owner's eyes alone, and kept", () => {
    const secret = appSecret(undefined, databaseUrl(), false);
    expect(Buffer.from(secret, "base64url")).toHaveLength(32);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["app-secret"]);
    expect(appSecret(undefined, databaseUrl(), false)).toBe(secret);
    expect(appSecret(undefined, databaseUrl(), true)).toBe(secret);
  });

  it("is another for another installation", () => {
    const first = appSecret(undefined, databaseUrl(), false);
    rmSync(file());
    expect(appSecret(undefined, databaseUrl(), false)).not.toBe(first);
  });

  it("is the configured one where there is one, and no file is made or read", () => {
    expect(appSecret("configured", databaseUrl(), false)).toBe("configured");
    expect(appSecret("configured", "postgresql://h/d", true)).toBe("configured");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is never made a second time beside keys that it could not open", () => {
    expect(() => appSecret(undefined, databaseUrl(), true)).toThrow(/app-secret/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("that was cut short is refused and left as it is", () => {
    for (const text of ["", "\n", "short\n"]) {
      writeFileSync(file(), text);
      expect(() => appSecret(undefined, databaseUrl(), false)).toThrow(/too short/);
      expect(readFileSync(file(), "utf8")).toBe(text);
    }
  });

  it("is made although a process that died while making it left its draft behind", () => {
    writeFileSync(`${file()}.${process.pid}`, "");
    const secret = appSecret(undefined, databaseUrl(), false);
    expect(readFileSync(file(), "utf8").trim()).toBe(secret);
  });

  it("is one for processes that start together", async () => {
    const program = `import { appSecret } from "./lib/infra/app-secret.ts"; console.log(appSecret(undefined, process.env.URL, false));`;
    const start = () =>
      promisify(execFile)(
        process.execPath,
        ["--conditions=react-server", "--import=tsx", "--input-type=module", "--eval", program],
        { env: { ...process.env, URL: databaseUrl() } },
      );
    const secrets = (await Promise.all([start(), start(), start()])).map(({ stdout }) => stdout.trim());
    expect(secrets).toEqual(Array(3).fill(readFileSync(file(), "utf8").trim()));
    expect(readdirSync(folder)).toEqual(["app-secret"]);
  });
});

describe("a wrapped key", () => {
  const SECRET = "0123456789abcdef0123456789abcdef";
  const KEY = Buffer.from("a key of any length, \u0000 included");

  it("opens under its secret and label, and looks different each time", () => {
    const wrapped = wrap(SECRET, "signing/1/a", KEY);
    expect(unwrap(SECRET, "signing/1/a", wrapped)).toEqual(KEY);
    expect(wrap(SECRET, "signing/1/a", KEY)).not.toBe(wrapped);
    expect(Buffer.from(wrapped, "base64url").includes(KEY.subarray(0, 8))).toBe(false);
  });

  it("does not open under another secret", () => {
    const wrapped = wrap(SECRET, "refresh/1/a", KEY);
    for (const secret of [`${SECRET} `, SECRET.toUpperCase(), SECRET.slice(1), ""]) {
      expect(() => unwrap(secret, "refresh/1/a", wrapped)).toThrow();
    }
  });

  it("does not open in the place of another", () => {
    const wrapped = wrap(SECRET, "refresh/1/a", KEY);
    for (const label of ["refresh/2/a", "pepper/1/a", "refresh/1/b", "refresh/1/", ""]) {
      expect(() => unwrap(SECRET, label, wrapped)).toThrow();
    }
  });

  it("does not open when any byte of it was altered, or some are missing", () => {
    const bytes = Buffer.from(wrap(SECRET, "label", KEY), "base64url");
    for (let i = 0; i < bytes.length; i++) {
      const altered = Buffer.from(bytes);
      altered[i] = (altered[i] ?? 0) ^ 1;
      expect(() => unwrap(SECRET, "label", altered.toString("base64url"))).toThrow();
    }
    for (const length of [0, 1, 12, 20, 27, 28, bytes.length - 1]) {
      expect(() => unwrap(SECRET, "label", bytes.subarray(0, length).toString("base64url"))).toThrow();
    }
  });
});
