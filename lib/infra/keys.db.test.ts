import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { type AccessClaims, signAccessToken, verifyAccessToken } from "../edge/access-token";
import { setUpInstance } from "../testing/instance";
import { claimsAt, forge, makeKey, RULES } from "../testing/tokens";
import { appSecret } from "./app-secret";
import { config } from "./config";
import { database } from "./db";
import { hasWrappedKeys } from "./key-rows";
import { areKeysStale, keys, loadKeys, reloadKeys } from "./keys";
import { migrate } from "./migrate";

setUpInstance();

const NOW = new Date("2027-01-01T12:00:00Z");
const OTHER_SECRET = "another secret of at least 32 characters";
const secret = () => appSecret(config().appSecret, config().databaseUrl, true);
const rows = async () => (await database()).secret.findMany({ orderBy: { id: "asc" } });

describe("the keys of an installation", () => {
  it("are made once: another start reads the same", async () => {
    const before = await rows();
    expect(before.map(({ purpose, version }) => `${purpose} ${version}`).sort()).toEqual([
      "pepper 1",
      "refresh 1",
      "sealing 1",
      "signing 1",
    ]);
    const loaded = await loadKeys({ current: secret() }, NOW);
    expect(await rows()).toEqual(before);
    expect(loaded.refresh.byVersion.get(1)).toHaveLength(32);
    expect(loaded.peppers.byVersion.get(1)).toHaveLength(32);
    expect(loaded.peppers.byVersion.get(1)).not.toEqual(loaded.refresh.byVersion.get(1));
    expect(await hasWrappedKeys()).toBe(true);
  });

  it("sign what the published ones verify, and what is published is public alone", async () => {
    const { signing, verification, jwks } = keys();
    const token = await signAccessToken(claimsAt(NOW) as AccessClaims, signing);
    expect(await verifyAccessToken(token, verification, RULES, NOW)).toMatchObject({ kid: signing.kid });
    const stranger = await forge(await makeKey(), claimsAt(NOW), { kid: signing.kid });
    expect(await verifyAccessToken(stranger, verification, RULES, NOW)).toBeNull();
    expect(jwks.keys.map((key) => Object.keys(key).sort())).toEqual([["alg", "crv", "kid", "kty", "use", "x"]]);
  });

  it("lie in the database wrapped", async () => {
    const { refresh, peppers, sealing } = keys();
    for (const { wrapped } of await rows()) {
      const bytes = Buffer.from(wrapped, "base64url");
      for (const key of [refresh.byVersion.get(1), peppers.byVersion.get(1), sealing.byVersion.get(1)])
        expect(bytes.includes(key ?? "")).toBe(false);
      expect(bytes.toString("latin1")).not.toContain('"d"');
    }
  });
});

describe("keys that do not open", () => {
  let restore: (() => Promise<unknown>) | undefined;
  afterEach(() => restore?.());

  it("stop start-up with one sentence that says what to do, and shows no secret", async () => {
    const fault = await loadKeys({ current: OTHER_SECRET }, NOW).catch((error: Error) => error.message);
    expect(fault).toMatch(/^The key "[^"]+" in the database .*APP_SECRET[^.]*\.$/);
    expect(fault).not.toContain(OTHER_SECRET);
    expect(await rows()).toHaveLength(4); // and none was made beside them
    expect(keys().refresh.byVersion.get(1)).toBeDefined(); // nor are those in use gone
  });

  it("have no new one made beside them that only the wrong secret opens", async () => {
    const db = await database();
    const pepper = await db.secret.findUniqueOrThrow({ where: { id: "pepper-1" } });
    restore = () => db.secret.upsert({ where: { id: pepper.id }, create: pepper, update: pepper });
    await db.secret.delete({ where: { id: pepper.id } });
    await expect(loadKeys({ current: OTHER_SECRET }, NOW)).rejects.toThrow(/APP_SECRET/);
    expect(await rows()).toHaveLength(3);
  });

  it("are those that someone added who can write to the database and does not know the secret", async () => {
    const db = await database();
    const mine = { id: "planted", purpose: "signing", version: 0, alg: "EdDSA", createdAt: NOW, activeFrom: NOW };
    await db.secret.create({ data: { ...mine, wrapped: Buffer.alloc(200).toString("base64url") } });
    restore = () => db.secret.delete({ where: { id: mine.id } });
    await expect(loadKeys({ current: secret() }, NOW)).rejects.toThrow('"planted"');
    expect(keys().verification.has(mine.id)).toBe(false);
  });

  it("are those that were put in the place of another", async () => {
    const db = await database();
    const [refresh, pepper] = ["refresh-1", "pepper-1"];
    const original = await db.secret.findUniqueOrThrow({ where: { id: refresh } });
    const other = await db.secret.findUniqueOrThrow({ where: { id: pepper } });
    restore = () => db.secret.update({ where: { id: refresh }, data: { wrapped: original.wrapped } });
    await db.secret.update({ where: { id: refresh }, data: { wrapped: other.wrapped } });
    await expect(loadKeys({ current: secret() }, NOW)).rejects.toThrow('"refresh-1"');
  });
});

describe("keys that cannot be read again", () => {
  it("stay in use, and are known to be stale until they could be", async () => {
    const db = await database();
    const { kid } = keys().signing;
    await db.$executeRawUnsafe('ALTER TABLE "Secret" RENAME TO "gone"');
    await reloadKeys();
    expect([areKeysStale(), keys().signing.kid]).toEqual([true, kid]);
    await db.$executeRawUnsafe('ALTER TABLE "gone" RENAME TO "Secret"');
    await reloadKeys();
    expect([areKeysStale(), keys().signing.kid]).toEqual([false, kid]);
  });
});

describe("processes that start together on a database without keys", () => {
  it("end with one set of keys, one secret and no fault", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hufu-race-"));
    const program = `
      import { startUp } from "./lib/start-up/start.ts";
      import { keys } from "./lib/infra/keys.ts";
      await startUp();
      const { signing, refresh, peppers } = keys();
      console.log(JSON.stringify([signing.kid, [...refresh.byVersion], [...peppers.byVersion]]));
      process.exit(0);`;
    const databaseUrl = `file:${join(folder, "data/hufu.db")}`;
    await migrate(databaseUrl);
    const env = { ...process.env, DATABASE_URL: databaseUrl, APP_SECRET: "" };
    const flags = ["--conditions=react-server", "--import=tsx", "--input-type=module", "--eval", program];
    const start = () => promisify(execFile)(process.execPath, flags, { env });
    const outputs = (await Promise.all([start(), start(), start()])).map(({ stdout }) => stdout);
    expect(JSON.parse(outputs[0] ?? "")).toHaveLength(3);
    expect(new Set(outputs).size).toBe(1);
    expect(readdirSync(join(folder, "data")).filter((name) => name.startsWith("app-secret"))).toEqual(["app-secret"]);
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);
});
