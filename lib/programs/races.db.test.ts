import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { startSession } from "../sessions/start-session";
import { addSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";
import { client, makeUser } from "../testing/make-user";
import { beginDeviceGrant, decide, findAllowedGrant, findWaitingProgram, spendGrant } from "./device-grants";
import { findLinkedAccount, linkIdentity } from "./external-identities";
import { MAX_PERSONAL_TOKENS, makePersonalToken } from "./personal-tokens";

setUpInstance();

const now = new Date();
const MANY = 12;
const times = <T>(act: (index: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: MANY }, (_, i) => act(i)));
const good = <T>(settled: PromiseSettledResult<T>[]): T[] =>
  settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
const failures = (settled: PromiseSettledResult<unknown>[]): unknown[] =>
  settled.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));

async function begin(user: { id: string }) {
  const { deviceCode, userCode } = await beginDeviceGrant(
    { clientId: "cli", scope: ["profile:read"], client: client() },
    now,
  );
  const program = await findWaitingProgram(userCode, now);
  if (!program) throw new Error("Nobody waits");
  const decision = (allow: boolean) =>
    decide(program, { userId: user.id, sessionId: "", authTime: now, allow, now, ip: null });
  return { deviceCode, userCode, decision };
}

describe("a device's code", () => {
  it("opens one session, however often it is presented at one moment", async () => {
    const user = await makeUser();
    const { deviceCode, decision } = await begin(user);
    expect(await decision(true)).toBe(true);
    const opened = await times(async () => {
      const grant = await findAllowedGrant(deviceCode, "cli", now);
      return startSession({
        userId: grant.userId,
        credentialVersion: grant.credentialVersion,
        method: "device_code",
        authTime: grant.authTime,
        remembered: true,
        client: client(),
        carriedSessionIds: [],
        holder: { clientId: "cli", scope: grant.scope, hasRefreshToken: true },
        spend: (tx) => spendGrant(tx, grant),
        now,
      });
    });
    expect(good(opened)).toHaveLength(1);
    for (const failure of failures(opened)) expect(failure).toMatchObject({ code: "invalid_grant" });
    expect(await (await database()).session.count({ where: { userId: user.id } })).toBe(1);
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
    const linked = await times((index) => linkIdentity(identity, { userId: users[index]?.id ?? "", now, ip: null }));
    expect(good(linked)).toHaveLength(1);
    for (const failure of failures(linked)) expect(failure).toMatchObject({ code: "invalid_grant" });
    const owner = await findLinkedAccount(identity);
    expect(users.map(({ id }) => id)).toContain(owner?.user.id);
  });
});

describe("personal access tokens", () => {
  it("are no more than a person may have, however many are asked for at one moment", async () => {
    const { id: userId } = await makeUser();
    const make = () =>
      makePersonalToken({ userId, sessionId: "", name: "x", scope: ["profile:read"], expiresAt: null, now, ip: null });
    for (let made = 0; made < MAX_PERSONAL_TOKENS - 2; made++) await make();
    const asked = await times(make);
    expect(good(asked)).toHaveLength(2);
    for (const failure of failures(asked)) expect(failure).toMatchObject({ code: "too_many_tokens" });
  });
});
