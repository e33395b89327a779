import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { setUpInstance } from "../testing/instance";
import { makeUser, openSession } from "../testing/make-user";
import { changeLanguage } from "./change-language";
import { changeSessionLimit } from "./change-session-limit";
import { readProfile } from "./profile-cache";

setUpInstance();

const NOW = new Date("2027-01-01T08:00:00Z");
const change = (userId: string, limit: number | null) =>
  changeSessionLimit({ userId, sessionId: "asking", limit, now: NOW, ip: null });
const row = async (id: string) => (await database()).user.findUniqueOrThrow({ where: { id } });
const live = async (userId: string) => (await database()).session.count({ where: { userId, endedAt: null } });

describe("a person's own limit", () => {
  it("is shown at once, ends nothing, and holds from the next sign-in on", async () => {
    const user = await makeUser();
    for (let i = 0; i < 3; i++) await openSession(user, { now: NOW });
    expect(await readProfile(user.id)).toMatchObject({ sessionLimit: null });
    expect(await change(user.id, 2)).toBe(true);
    expect(await readProfile(user.id)).toMatchObject({ sessionLimit: 2 });
    expect(await live(user.id)).toBe(3);
    await openSession(user, { now: NOW });
    expect(await live(user.id)).toBe(2);
    expect(await change(user.id, null)).toBe(true);
    await openSession(user, { now: NOW });
    expect(await live(user.id)).toBe(3);
  });

  it("is noted when it changes, and only then", async () => {
    const user = await makeUser();
    for (const limit of [4, 4, null, null]) await change(user.id, limit);
    const where = { userId: user.id, type: "session-limit-changed" };
    expect(await (await database()).securityEvent.count({ where })).toBe(2);
    expect(await change("nobody", 1)).toBe(false);
  });
});

describe("the language that was chosen", () => {
  it("is kept for the person who chose it, and for nobody else", async () => {
    const [user, other] = [await makeUser(), await makeUser()];
    await changeLanguage(user.id, "zh");
    expect((await row(user.id)).language).toBe("zh");
    expect((await row(other.id)).language).toBeNull();
    await changeLanguage("nobody", "zh");
  });
});
