import { describe, expect, it } from "vitest";
import { database, inTransaction } from "../infra/db";
import { type ActName, perform } from "../sessions/acts";
import { endAllSessions, endOtherSessions, endSession } from "../sessions/end-sessions";
import { startSession } from "../sessions/start-session";
import type { Scope } from "../shared/scopes";
import { addSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";
import { client, makeUser, openSession } from "../testing/make-user";
import { beginDeviceGrant, decide, findAllowedGrant, findWaitingProgram, spendGrant } from "./device-grants";
import { findLinkedAccount, linkIdentity } from "./external-identities";
import { changePermission } from "./permissions";
import { listPersonalTokens, MAX_PERSONAL_TOKENS, makePersonalToken } from "./personal-tokens";

setUpInstance();

const now = new Date();
const MANY = 12;
const ROUNDS = 10;
const times = <T>(act: (index: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: MANY }, (_, i) => act(i)));
const good = <T>(settled: PromiseSettledResult<T>[]): T[] =>
  settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
const failures = (settled: PromiseSettledResult<unknown>[]): unknown[] =>
  settled.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));

type User = Awaited<ReturnType<typeof makeUser>>;

/** A program that waits, and a browser of the person's that can decide. */
async function begin(user: User, asked: Scope[] = ["profile:read"]) {
  const { deviceCode, userCode } = await beginDeviceGrant({ clientId: "cli", scope: asked, client: client() }, now);
  const program = await findWaitingProgram(userCode, now);
  if (!program) throw new Error("Nobody waits");
  const { sid: sessionId, scope: held } = (await openSession(user)).claims;
  const decision = (allow: boolean) =>
    decide(program, { userId: user.id, sessionId, held, authTime: now, allow, now, ip: null });
  return { deviceCode, userCode, sessionId, decision };
}

/** What a program does that was let in. */
async function collect(deviceCode: string) {
  const grant = await findAllowedGrant(deviceCode, "cli", now);
  const { userId, credentialVersion, authTime, scope } = grant;
  return startSession({
    userId,
    credentialVersion,
    method: "device_code",
    authTime,
    remembered: true,
    client: client(),
    carriedSessionIds: [],
    holder: { clientId: "cli", scope, hasRefreshToken: true },
    spend: (tx) => spendGrant(tx, grant),
    now,
  });
}

describe("a device's code", () => {
  it("opens one session, however often it is presented at one moment", async () => {
    const user = await makeUser();
    const { deviceCode, decision } = await begin(user);
    expect(await decision(true)).toBe(true);
    const opened = await times(() => collect(deviceCode));
    expect(good(opened)).toHaveLength(1);
    for (const failure of failures(opened)) expect(failure).toMatchObject({ code: "invalid_grant" });
    expect(await (await database()).session.count({ where: { userId: user.id, clientId: "cli" } })).toBe(1);
  });

  const TAKING_BACK: Record<string, (user: User, sessionId: string) => Promise<unknown>> = {
    "the device that allowed it": ({ id }, sessionId) => endSession(id, sessionId, "revoked", now, null),
    "the other devices": ({ id }, sessionId) => endOtherSessions(id, sessionId, now, null),
    everything: ({ id }) => endAllSessions(id, "revoked-all", now, null),
  };

  it.each(Object.entries(TAKING_BACK))("is worth nothing once someone took back %s", async (_, takeBack) => {
    const user = await makeUser();
    const { deviceCode, sessionId, decision } = await begin(user);
    expect(await decision(true)).toBe(true);
    await takeBack(user, sessionId);
    await expect(collect(deviceCode)).rejects.toMatchObject({ code: "access_denied" });
  });

  it("stays good where the device that allowed it was left", async () => {
    const user = await makeUser();
    const { deviceCode, sessionId, decision } = await begin(user);
    expect(await decision(true)).toBe(true);
    await endSession(user.id, sessionId, "signed-out", now, null);
    expect((await collect(deviceCode)).claims).toMatchObject({ client_id: "cli", sub: user.id });
  });

  it("is not decided by a device that is taken back at that moment", async () => {
    const user = await makeUser();
    for (let round = 0; round < ROUNDS; round++) {
      const { deviceCode, sessionId, decision } = await begin(user);
      await Promise.allSettled([decision(true), endSession(user.id, sessionId, "revoked", now, null)]);
      await expect(decision(true)).rejects.toMatchObject({ code: "unauthenticated" });
      const refused = await collect(deviceCode).catch(({ code }: { code: string }) => code);
      expect(["access_denied", "authorization_pending"]).toContain(refused);
    }
  });

  it("lets nobody in to more than the session has that allows it", async () => {
    const user = await makeUser();
    const [some, none] = [await begin(user, ["profile:read", "admin"]), await begin(user, ["admin"])];
    await changePermission(user.email.key, { permission: "admin", isGranted: true, now });
    expect(await some.decision(true)).toBe(true);
    expect((await collect(some.deviceCode)).claims.scope).toBe("profile:read");
    await expect(none.decision(true)).rejects.toMatchObject({ code: "scope_not_granted" });
    expect(await none.decision(false)).toBe(true);
  });

  it("is decided once, whatever is pressed at one moment", async () => {
    const user = await makeUser();
    const { deviceCode, userCode, decision } = await begin(user);
    const decided = good(await times((index) => decision(index % 2 === 0)));
    expect(decided.filter(Boolean)).toHaveLength(1);
    expect(await findWaitingProgram(userCode, now)).toBeNull();
    const types = await (await database()).securityEvent.findMany({
      where: { userId: user.id, type: { startsWith: "program-" } },
      select: { type: true },
    });
    expect(types).toHaveLength(1);
    const found = await findAllowedGrant(deviceCode, "cli", now).then(
      () => "program-allowed",
      ({ code }: { code: string }) => (code === "access_denied" ? "program-denied" : code),
    );
    expect(types).toEqual([{ type: found }]);
  });

  it("is unknown to another client, and over after ten minutes, to the second", async () => {
    const user = await makeUser();
    const { deviceCode, userCode, decision } = await begin(user);
    await expect(findAllowedGrant(deviceCode, "another", now)).rejects.toMatchObject({ code: "invalid_grant" });
    expect(await findWaitingProgram(userCode, addSeconds(now, 599))).not.toBeNull();
    expect(await findWaitingProgram(userCode, addSeconds(now, 600))).toBeNull();
    expect(await decision(true)).toBe(true);
    await expect(findAllowedGrant(deviceCode, "cli", addSeconds(now, 600))).rejects.toMatchObject({
      code: "expired_token",
    });
  });
});

describe("an identity from elsewhere", () => {
  it("is linked to one account, whoever claims it at one moment", async () => {
    const users: { id: string }[] = [];
    while (users.length < MANY) users.push(await makeUser()); // at one moment they would be too many hashes
    const identity = { provider: "wxapp", subject: "of one" } as const;
    const linked = await times((index) =>
      inTransaction((tx) => linkIdentity(tx, identity, { userId: users[index]?.id ?? "", now, ip: null })),
    );
    expect(good(linked)).toHaveLength(1);
    for (const failure of failures(linked)) expect(failure).toMatchObject({ code: "invalid_grant" });
    const owner = await findLinkedAccount(identity);
    expect(users.map(({ id }) => id)).toContain(owner?.user.id);
  });
});

const maker =
  (userId: string, { sid: sessionId, scope: held }: { sid: string; scope: string }) =>
  () =>
    makePersonalToken({ userId, sessionId, held, name: "x", scope: ["profile:read"], expiresAt: null, now, ip: null });

describe("an identity that someone linked who knew the password", () => {
  const link = (user: User, subject: string, credentialVersion = user.credentialVersion) =>
    startSession({
      userId: user.id,
      credentialVersion,
      method: "wxapp",
      remembered: true,
      client: client(),
      carriedSessionIds: [],
      holder: { clientId: "cli", scope: ["profile:read"], hasRefreshToken: true },
      spend: (tx) => linkIdentity(tx, { provider: "wxapp", subject }, { userId: user.id, now, ip: null }),
      now,
    });
  const isLinked = async (subject: string) => (await findLinkedAccount({ provider: "wxapp", subject })) !== null;
  const act = (name: ActName, { id }: User) => perform(name, { userId: id, now, ip: null }, async () => true);

  it.each(["password-reset", "reported", "email-change-undone", "proven-elsewhere"] as const)(
    "lets nobody in after %s",
    async (name) => {
      const user = await makeUser();
      await link(user, name);
      expect(await isLinked(name)).toBe(true);
      expect(await act(name, user)).toBe(true);
      expect(await isLinked(name)).toBe(false);
      const where = { userId: user.id, type: "identity-unlinked" };
      expect(await (await database()).securityEvent.count({ where })).toBe(1);
    },
  );

  it("is not linked by a request that was under way, nor where nobody is let in", async () => {
    const user = await makeUser();
    await act("reported", user);
    await expect(link(user, "late")).rejects.toMatchObject({ code: "invalid_credentials" });
    expect(await isLinked("late")).toBe(false);
    const other = await makeUser();
    const admin = { clientId: "cli", scope: ["admin"] as const, hasRefreshToken: true };
    const refused = startSession({
      userId: other.id,
      credentialVersion: other.credentialVersion,
      method: "wxapp",
      remembered: true,
      client: client(),
      carriedSessionIds: [],
      holder: admin,
      spend: (tx) => linkIdentity(tx, { provider: "wxapp", subject: "refused" }, { userId: other.id, now, ip: null }),
      now,
    });
    await expect(refused).rejects.toMatchObject({ code: "scope_not_granted" });
    expect(await isLinked("refused")).toBe(false);
  });
});

describe("personal access tokens", () => {
  it("are not made by a session that was ended in the meantime", async () => {
    const user = await makeUser();
    const make = maker(user.id, (await openSession(user)).claims);
    const [, made] = await Promise.allSettled([endAllSessions(user.id, "revoked-all", now, null), times(make)]);
    expect(made.status).toBe("fulfilled");
    expect(await listPersonalTokens(user.id, now)).toEqual([]);
    await expect(make()).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("are no more than a person may have, however many are asked for at one moment", async () => {
    const user = await makeUser();
    const make = maker(user.id, (await openSession(user)).claims);
    for (let made = 0; made < MAX_PERSONAL_TOKENS - 2; made++) await make();
    const asked = await times(make);
    expect(good(asked)).toHaveLength(2);
    for (const failure of failures(asked)) expect(failure).toMatchObject({ code: "too_many_tokens" });
  });
});
