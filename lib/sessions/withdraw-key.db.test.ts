import { describe, expect, it } from "vitest";
import { signAccessToken } from "../edge/access-token";
import { database } from "../infra/db";
import { listKeyRows } from "../infra/key-rows";
import { keys, reloadKeys } from "../infra/keys";
import { log } from "../infra/log";
import { addSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";
import { client, makeUser, openSession } from "../testing/make-user";
import { rotateKey, withdrawKey } from "./change-keys";
import { rotateSession } from "./rotate-session";
import { verifySession } from "./verify-session";

setUpInstance();

const rowOf = async (kid: string) => (await listKeyRows("signing")).find(({ id }) => id === kid);

describe("withdrawing the current signing key", () => {
  it("refuses from that instant whatever it signed, and signs with a new one", async () => {
    const now = new Date();
    const thief = keys().signing;
    const opened = await openSession(await makeUser(), { now });
    const forged = await signAccessToken({ ...opened.claims, jti: "of a thief" }, thief);
    expect(await verifySession(opened.accessToken, now)).not.toBeNull(); // and into the cache with both
    expect(await verifySession(forged, now)).not.toBeNull();

    expect(await withdrawKey(thief.kid, now)).toBe("withdrawn");

    for (const token of [opened.accessToken, forged]) expect(await verifySession(token, now)).toBeNull();
    expect(await verifySession(await signAccessToken({ ...opened.claims, jti: "later" }, thief), now)).toBeNull();
    expect(keys().verification.has(thief.kid)).toBe(false);
    expect(keys().jwks.keys.map(({ kid }) => kid)).toEqual([keys().signing.kid]);
    expect(keys().signing.kid).not.toBe(thief.kid);

    const renewed = await rotateSession(opened.refreshToken, client({ deviceCookie: opened.deviceCookie }), now);
    if (renewed.outcome !== "renewed") throw new Error(renewed.outcome); // nobody is signed out
    expect(await verifySession(renewed.tokens.accessToken, now)).not.toBeNull();
  });

  it("tells the feed, ours and everyone's, and erases the private half", async () => {
    const kid = keys().signing.kid;
    const now = new Date();
    await withdrawKey(kid, now);
    const told = await (await database()).revocation.findMany({ orderBy: { seq: "desc" }, take: 2 });
    expect(told.reverse()).toMatchObject([
      { kind: "key", subject: kid, reason: "withdrawn", at: now },
      { kind: "keys", subject: "signing", reason: "rotated", at: now },
    ]);
    expect(await rowOf(kid)).toMatchObject({ wrapped: "", withdrawnAt: now });
  });

  it("cannot be undone by who can only write to the database", async () => {
    const kid = keys().signing.kid;
    await withdrawKey(kid, new Date());
    await (await database()).secret.update({ where: { id: kid }, data: { withdrawnAt: null } });
    log().level = "silent"; // it says that the key does not open
    await reloadKeys();
    log().level = "info";
    expect(keys().verification.has(kid)).toBe(false);
    expect(keys().signing.kid).not.toBe(kid);
    await (await database()).secret.update({ where: { id: kid }, data: { withdrawnAt: new Date() } });
  });
});

describe("withdrawing another key", () => {
  it("that waits leaves the current one in use", async () => {
    const now = new Date();
    const { kid } = keys().signing;
    await rotateKey("signing", now);
    const next = keys(addSeconds(now, 600)).signing.kid;
    expect(next).not.toBe(kid);
    expect(await withdrawKey(next, now)).toBe("withdrawn");
    expect(keys(addSeconds(now, 600)).signing.kid).toBe(kid);
    expect(keys(addSeconds(now, 600)).verification.has(next)).toBe(false);
    expect(await rotateKey("signing", now)).toBe(true); // its place is free
  });

  it("is refused for a second time, for what is no signing key, and for none", async () => {
    const { kid } = keys().signing;
    expect(await withdrawKey(kid, new Date())).toBe("withdrawn");
    const rows = await listKeyRows();
    expect(await withdrawKey(kid, new Date())).toBe("withdrawn-before");
    expect(await withdrawKey("refresh-1", new Date())).toBe("not-signing");
    for (const name of ["", "unknown", "__proto__"]) expect(await withdrawKey(name, new Date())).toBe("unknown");
    expect(await listKeyRows()).toEqual(rows);
  });
});
