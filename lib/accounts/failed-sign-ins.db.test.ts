import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { parseEmailAddress } from "../shared/email-address";
import { addSeconds } from "../shared/time";
import { forget } from "../testing/forget";
import { setUpInstance } from "../testing/instance";
import { ATTEMPT, makeUser, PASSWORD } from "../testing/make-user";
import { checkCredentials } from "./check-credentials";
import { flushFailedSignIns, KEPT_A_DAY, KEPT_A_MINUTE, noteFailedSignIn } from "./failed-sign-ins";

setUpInstance();

const T0 = new Date("2027-01-01T00:00:00Z");
const failuresOf = async (userId: string) =>
  (await database()).securityEvent.findMany({ where: { userId, type: "sign-in-failed" }, orderBy: { at: "asc" } });
const countAll = async () => (await database()).securityEvent.count({ where: { type: "sign-in-failed" } });
const table = async (from: string, to: string) =>
  (await database()).$executeRawUnsafe(`alter table "${from}" rename to "${to}"`);

describe("a failed sign-in", () => {
  it("is recorded for the account whose password was wrong, with address and time", async () => {
    const user = await makeUser();
    const attempt = { ip: "203.0.113.5", now: () => T0 };
    await expect(checkCredentials(user.email, "wrong", attempt)).rejects.toMatchObject({ code: "invalid_credentials" });
    await flushFailedSignIns();
    expect(await failuresOf(user.id)).toMatchObject([{ ip: "203.0.113.5", at: T0, sessionId: null, deviceId: null }]);
  });

  it("is recorded for an account that has no password, too", async () => {
    const user = await makeUser();
    await (await database()).user.update({ where: { id: user.id }, data: { passwordHash: null } });
    await expect(checkCredentials(user.email, PASSWORD, ATTEMPT)).rejects.toThrow();
    await flushFailedSignIns();
    expect(await failuresOf(user.id)).toHaveLength(1);
  });

  it("is none for a right password or an address without an account", async () => {
    const user = await makeUser();
    const nobody = parseEmailAddress("nobody@example.com");
    if (!nobody) throw new Error("Not an address");
    const before = await countAll();
    await checkCredentials(user.email, PASSWORD, ATTEMPT);
    await expect(checkCredentials(nobody, PASSWORD, ATTEMPT)).rejects.toThrow();
    await flushFailedSignIns();
    expect(await countAll()).toBe(before);
  });

  it("is written by itself, soon after the answer", async () => {
    const user = await makeUser();
    await expect(checkCredentials(user.email, "wrong", ATTEMPT)).rejects.toThrow();
    await expect.poll(async () => (await failuresOf(user.id)).length, { timeout: 10_000 }).toBe(1);
  });

  it("is kept so often a minute and so often a day, each account by itself", async () => {
    const [anna, ben] = [await makeUser(), await makeUser()];
    for (let second = 0; second < 60; second++) noteFailedSignIn(anna.id, null, addSeconds(T0, second));
    noteFailedSignIn(ben.id, null, T0);
    await flushFailedSignIns();
    expect(await failuresOf(anna.id)).toHaveLength(KEPT_A_MINUTE);
    expect(await failuresOf(ben.id)).toHaveLength(1);
    for (let minute = 1; minute < 24 * 60; minute++) {
      noteFailedSignIn(anna.id, null, addSeconds(T0, 60 * minute));
      await flushFailedSignIns();
    }
    expect(await failuresOf(anna.id)).toHaveLength(KEPT_A_DAY);
    noteFailedSignIn(anna.id, null, addSeconds(T0, 86_400));
    await flushFailedSignIns();
    expect(await failuresOf(anna.id)).toHaveLength(KEPT_A_DAY + 1);
  });

  it("is kept no more often by a process that starts anew", async () => {
    const user = await makeUser();
    const fail = async (from: number, minutes: number) => {
      for (let i = 0; i < 10 * minutes; i++) noteFailedSignIn(user.id, null, addSeconds(T0, 60 * from + 6 * i));
      await flushFailedSignIns();
    };
    await fail(0, 9);
    forget("failed-sign-ins");
    await fail(30, 5);
    expect(await failuresOf(user.id)).toHaveLength(KEPT_A_DAY);
    forget("failed-sign-ins");
    await fail(24 * 60 - 2, 4); // over midnight: two minutes that are too many, and two of the day after
    expect(await failuresOf(user.id)).toHaveLength(KEPT_A_DAY + 2 * KEPT_A_MINUTE);
  });

  it("goes with its account, and takes no other's along", async () => {
    const [gone, user] = [await makeUser(), await makeUser()];
    noteFailedSignIn(gone.id, null, T0);
    noteFailedSignIn(user.id, null, T0);
    await (await database()).user.delete({ where: { id: gone.id } });
    await flushFailedSignIns();
    expect(await failuresOf(user.id)).toHaveLength(1);
  });

  it("is refused as ever while the log cannot be written, and written once it can", async () => {
    const user = await makeUser();
    await table("SecurityEvent", "Elsewhere");
    try {
      await expect(checkCredentials(user.email, "wrong", ATTEMPT)).rejects.toMatchObject({
        code: "invalid_credentials",
      });
      await expect(flushFailedSignIns()).rejects.toThrow();
    } finally {
      await table("Elsewhere", "SecurityEvent");
    }
    await flushFailedSignIns();
    expect(await failuresOf(user.id)).toHaveLength(1);
  });
});
