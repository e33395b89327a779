import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rotateKey } from "../sessions/change-keys";
import { setUpInstance } from "../testing/instance";
import { appSecret } from "./app-secret";
import { config } from "./config";
import { database } from "./db";
import { type AppSecrets, type KeyRow, listKeyRows, openKey, rewrapKeys } from "./key-rows";
import { keys, loadKeys, reloadKeys } from "./keys";
import { log } from "./log";

setUpInstance();

const NEW_SECRET = "a new secret of at least 32 characters";
const oldSecret = () => appSecret(config().appSecret, config().databaseUrl, true);
const both = (): AppSecrets => ({ current: NEW_SECRET, previous: oldSecret() });
const opensUnder = (secret: string, row: KeyRow) => openKey({ current: secret }, row) !== null;
const load = (secrets: AppSecrets) => loadKeys(secrets, new Date());
/** What tokens and hashes depend on. */
const fingerprint = () => {
  const { signing, refresh, peppers } = keys();
  return [signing.kid, refresh.current, [...refresh.byVersion], peppers.current, [...peppers.byVersion]];
};

async function putBack(rows: readonly KeyRow[]): Promise<void> {
  const db = await database();
  for (const { id, wrapped } of rows) await db.secret.update({ where: { id }, data: { wrapped } });
}

let original: KeyRow[];
beforeEach(async () => {
  original = await listKeyRows();
});
afterEach(async () => {
  await putBack(original);
  await load({ current: oldSecret() });
});

describe("a new APP_SECRET beside the previous one", () => {
  it("wraps every key anew at start-up, and changes no token and no hash", async () => {
    const before = fingerprint();
    await load(both());
    expect(fingerprint()).toEqual(before);
    for (const row of await listKeyRows()) {
      expect([opensUnder(NEW_SECRET, row), opensUnder(oldSecret(), row)]).toEqual([true, false]);
    }
    await load({ current: NEW_SECRET }); // the previous one has had its day
    expect(fingerprint()).toEqual(before);
  });

  it("goes on where it was interrupted, after any of the rows", async () => {
    const before = fingerprint();
    for (let done = 0; done <= original.length; done++) {
      await putBack(original);
      await rewrapKeys(both(), original.slice(0, done)); // and then the process was killed
      if (done < original.length) await expect(load({ current: NEW_SECRET })).rejects.toThrow(/APP_SECRET_PREVIOUS/);
      if (done > 0) await expect(load({ current: oldSecret() })).rejects.toThrow(/APP_SECRET/);
      await load(both());
      expect(fingerprint()).toEqual(before);
      for (const row of await listKeyRows()) expect(opensUnder(NEW_SECRET, row)).toBe(true);
    }
  });

  it("is used by processes that start together without one undoing the other's work", async () => {
    const before = fingerprint();
    await Promise.all([load(both()), load(both()), load(both())]);
    expect(fingerprint()).toEqual(before);
    for (const row of await listKeyRows()) expect(opensUnder(NEW_SECRET, row)).toBe(true);
  });

  it("does not touch a row that has changed since it was read", async () => {
    const [row] = original;
    if (!row) throw new Error("No key");
    const stale = { ...row, wrapped: row.wrapped };
    await rewrapKeys(both(), [row]);
    const [first] = await listKeyRows();
    expect(await rewrapKeys(both(), [stale])).toBe(0);
    expect((await listKeyRows())[0]).toEqual(first);
  });

  it("of which neither opens a key stops start-up with one sentence that names what to set", async () => {
    const wrong = { current: NEW_SECRET, previous: "another wrong secret, long enough as such" };
    const fault = await load(wrong).catch((error: Error) => error.message);
    expect(fault).toMatch(/^The key "[^"]+" in the database .*APP_SECRET .*APP_SECRET_PREVIOUS [^.]*\.$/);
    for (const secret of Object.values(wrong)) expect(fault).not.toContain(secret);
    expect(await listKeyRows()).toEqual(original);
  });
});

describe("a process that still runs under the previous secret", () => {
  beforeEach(() => {
    log().level = "silent"; // it says which key it could not open
  });
  afterEach(() => {
    log().level = "info";
  });

  it("goes on with the keys it has when another wraps them anew, and sees their new times", async () => {
    const before = fingerprint();
    await rewrapKeys(both(), original);
    await reloadKeys();
    expect(fingerprint()).toEqual(before);
    const { kid } = keys().signing;
    await (await database()).secret.update({ where: { id: kid }, data: { withdrawnAt: new Date() } });
    await reloadKeys();
    expect(keys().verification.has(kid)).toBe(false);
    expect(() => keys().signing).toThrow(expect.objectContaining({ code: "unavailable" }));
    expect(keys().refresh.current).toBe(1); // and everything else goes on
    await (await database()).secret.update({ where: { id: kid }, data: { withdrawnAt: null } });
  });

  it("leaves out a key that it cannot open, and has it after a restart with both", async () => {
    await load({ current: NEW_SECRET, previous: oldSecret() });
    await rotateKey("signing", new Date());
    const added = (await listKeyRows("signing")).at(-1);
    if (!added) throw new Error("No key was added");
    const db = await database();
    await db.secret.delete({ where: { id: added.id } });
    await putBack(original);
    await load({ current: oldSecret() });

    await db.secret.create({ data: added }); // by another process, under the new secret
    await reloadKeys();
    expect([...keys().verification.keys()]).toEqual([keys().signing.kid]);
    expect(keys().unopened).toEqual([added.id]); // of its tokens it does not say that they are bad
    await load(both());
    expect(keys().unopened).toEqual([]);
    expect([...keys().verification.keys()]).toEqual([keys().signing.kid, added.id]);
    await db.secret.delete({ where: { id: added.id } });
  });
});

describe("keys that cannot be read again", () => {
  it("stay as they are until they can", async () => {
    const before = fingerprint();
    const db = await database();
    await db.$executeRawUnsafe(`ALTER TABLE "Secret" RENAME TO "Elsewhere"`);
    log().level = "silent";
    await reloadKeys();
    log().level = "info";
    expect(fingerprint()).toEqual(before);
    await db.$executeRawUnsafe(`ALTER TABLE "Elsewhere" RENAME TO "Secret"`);
    await reloadKeys();
    expect(fingerprint()).toEqual(before);
  });

  it("are read one reading after the other: the last one counts", async () => {
    const db = await database();
    const { kid } = keys().signing;
    const readings = [reloadKeys(), reloadKeys()];
    await db.secret.update({ where: { id: kid }, data: { withdrawnAt: new Date() } });
    readings.push(reloadKeys());
    await Promise.all(readings);
    expect(keys().verification.has(kid)).toBe(false);
    await db.secret.update({ where: { id: kid }, data: { withdrawnAt: null } });
  });
});
