import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { config } from "../infra/config";
import { keys } from "../infra/keys";
import { verifySession } from "../sessions/verify-session";
import { runCommand } from "../testing/command";
import { setUpInstance } from "../testing/instance";
import { makeUser, openSession } from "../testing/make-user";

setUpInstance(); // this process follows the feed, as a server does

const command = (args: string[], env: Record<string, string> = {}) => runCommand("keys", args, env);

/** The rows of its table, by kid. */
function table(out: string): Map<string, string[]> {
  const lines = out.trimEnd().split("\n");
  const from = lines.findIndex((line) => line.startsWith("kid "));
  return new Map(lines.slice(from + 1).map((line) => [line.split(/ +/)[0] ?? "", line.split(/ +/)]));
}

describe("npm run keys", () => {
  it("lists every key with its state and times, and shows nothing secret", async () => {
    const { code, out, err } = await command(["list"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out.split("\n")[0]).toMatch(/^kid +purpose +algorithm +state +in use from +good until$/);
    const rows = table(out);
    expect([...rows.keys()].sort()).toEqual(["pepper-1", "refresh-1", "sealing-1", keys().signing.kid].sort());
    expect(rows.get(keys().signing.kid)?.slice(1, 4)).toEqual(["signing", "EdDSA", "current"]);
    for (const row of rows.values()) expect(row.at(-1)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(out).not.toContain('"d"');
  });

  it("rotates beside a running server, which has the next key as soon as it has read the feed", async () => {
    const { kid } = keys().signing;
    const { code, out } = await command(["rotate"]);
    expect(code).toBe(0);
    const [next = ""] = [...table(out)].find(([, row]) => row.includes("next")) ?? [];
    await expect.poll(() => [...keys().verification.keys()], { timeout: 20_000 }).toEqual([kid, next]);
    const again = await command(["rotate", "signing"]);
    expect([again.code, table(again.out).size]).toEqual([0, 5]);
    expect(again.out).toContain("nothing was changed");
  }, 120_000);

  it("withdraws beside a running server, which then refuses what the key signed", async () => {
    const { accessToken } = await openSession(await makeUser());
    expect(await verifySession(accessToken, new Date())).not.toBeNull();
    const { kid } = keys().signing;
    const { code, out } = await command(["withdraw", kid]);
    expect(code).toBe(0);
    expect(table(out).get(kid)?.[3]).toBe("withdrawn");
    await expect.poll(() => verifySession(accessToken, new Date()), { timeout: 20_000 }).toBeNull();
    await expect.poll(() => keys().signing.kid, { timeout: 20_000 }).not.toBe(kid);
  }, 120_000);

  it("says in one sentence what is wrong, with code 1", async () => {
    const wrong: [string[], RegExp][] = [
      [[], /^Usage: /],
      [["rotate", "cookies"], /There are no "cookies" keys; there are signing, refresh, pepper, sealing\./],
      [["withdraw", "unknown"], /"unknown" is in no row/],
      [["withdraw", "refresh-1"], /"refresh-1" is no signing key/],
    ];
    const outcomes = await Promise.all(wrong.map(([args]) => command(args)));
    outcomes.push(await command(["rotate"], { APP_SECRET: "x".repeat(40) }));
    const sentences = [...wrong.map(([, sentence]) => sentence), /does not open .*APP_SECRET_PREVIOUS/];
    for (const [i, { code, out, err }] of outcomes.entries()) {
      expect([code, out]).toEqual([1, ""]);
      expect(err).toMatch(sentences[i] ?? /never/);
      expect(err.trimEnd()).not.toContain("\n");
    }
  }, 120_000);

  it("makes no database where there is none", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hufu-no-keys-"));
    const { code, err } = await command(["list"], { DATABASE_URL: `file:${join(folder, "hufu.db")}` });
    expect(code).toBe(1);
    expect(err).toMatch(/holds no keys yet: start Hufu once/);
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
    expect(config().databaseUrl).not.toContain(folder);
  });
});
