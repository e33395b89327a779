import { expect, it } from "vitest";
import { database } from "../infra/db";
import { startSession } from "../sessions/start-session";
import { setUpInstance } from "../testing/instance";
import { client, makeUser, openSession } from "../testing/make-user";
import { changePermission, listPermissions } from "./permissions";
import { findPersonalToken, makePersonalToken } from "./personal-tokens";

setUpInstance();

const now = new Date();
const asProgram = (user: { id: string; credentialVersion: number }, scope: ("profile:read" | "admin")[]) =>
  startSession({
    userId: user.id,
    credentialVersion: user.credentialVersion,
    method: "password",
    remembered: true,
    client: client(),
    carriedSessionIds: [],
    holder: { clientId: "cli", scope, hasRefreshToken: true },
    now,
  });

it("comes with the next sign-in, and its end takes every session and token that has it, and no other", async () => {
  const user = await makeUser();
  const change = (isGranted: boolean) => changePermission(user.email.key, { permission: "admin", isGranted, now });
  const before = await openSession(user);
  expect(await change(true)).toBe("changed");
  expect(await change(true)).toBe("unchanged");
  expect(await listPermissions()).toEqual([{ email: user.email.address, permissions: "admin" }]);

  const browser = await openSession(user);
  expect([before.claims.scope, browser.claims.scope]).toEqual(["account", "account admin"]);
  const narrow = await asProgram(user, ["profile:read"]);
  const wide = await asProgram(user, ["profile:read", "admin"]);
  expect([narrow.claims.scope, wide.claims.scope]).toEqual(["profile:read", "profile:read admin"]);
  const { sid: sessionId, scope: held } = browser.claims;
  const making = { userId: user.id, sessionId, held, expiresAt: null, now, ip: null };
  const mine = await makePersonalToken({ ...making, name: "mine", scope: ["profile:read"] });
  const theirs = await makePersonalToken({ ...making, name: "theirs", scope: ["admin"] });

  expect(await change(false)).toBe("changed");
  const db = await database();
  const ended = await db.session.findMany({ where: { userId: user.id, endedAt: { not: null } } });
  expect(ended.map(({ id, endReason }) => [id, endReason]).sort()).toEqual(
    [browser, wide].map(({ claims }) => [claims.sid, "admin"]).sort(),
  );
  expect(await findPersonalToken(theirs.token, null, now)).toBeNull();
  expect(await findPersonalToken(mine.token, null, now)).toMatchObject({ userId: user.id });
  const feed = await db.revocation.findMany({ where: { userId: user.id, kind: "session" } });
  expect(feed.map(({ subject }) => subject).sort()).toEqual(ended.map(({ id }) => id).sort());
  const log = await db.securityEvent.findMany({ where: { userId: user.id, type: { startsWith: "permission" } } });
  expect(log.map(({ type, about }) => [type, about]).sort()).toEqual([
    ["permission-granted", "admin"],
    ["permission-withdrawn", "admin"],
  ]);
});

it("is not passed on by a session that does not have it, though its owner does", async () => {
  const user = await makeUser();
  const { sid: sessionId, scope: held } = (await openSession(user)).claims;
  await changePermission(user.email.key, { permission: "admin", isGranted: true, now });
  const making = { userId: user.id, sessionId, held, name: "x", expiresAt: null, now, ip: null };
  await expect(makePersonalToken({ ...making, scope: ["admin"] })).rejects.toMatchObject({ code: "scope_not_granted" });
});

it("is not had for the asking", async () => {
  const user = await makeUser();
  expect((await asProgram(user, ["profile:read", "admin"])).claims.scope).toBe("profile:read");
  await expect(asProgram(user, ["admin"])).rejects.toMatchObject({ code: "scope_not_granted" });
  const { sid: sessionId } = (await openSession(user)).claims;
  const making = { userId: user.id, sessionId, held: "account admin", name: "x", expiresAt: null, now, ip: null };
  await expect(makePersonalToken({ ...making, scope: ["profile:read", "admin"] })).rejects.toMatchObject({
    code: "scope_not_granted",
  });
  expect(await changePermission("nobody@example.com", { permission: "admin", isGranted: true, now })).toBe(
    "no-account",
  );
});
