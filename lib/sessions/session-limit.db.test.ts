import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { addSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";
import { makeUser, openSession } from "../testing/make-user";
import { listEndedSessions, listSessions } from "./list-sessions";

setUpInstance({ SESSION_LIMIT: "3" });

const T0 = new Date("2027-01-01T08:00:00Z");
const at = (seconds: number) => addSeconds(T0, seconds);
const live = async (userId: string, seconds: number) =>
  (await listSessions(userId, null, at(seconds))).map(({ id }) => id).sort();

describe("a limit of sessions", () => {
  it("ends the one that was used longest ago, and says why", async () => {
    const user = await makeUser();
    const opened = [];
    for (let i = 0; i < 4; i++) opened.push((await openSession(user, { now: at(i) })).sid);
    expect(await live(user.id, 10)).toEqual(opened.slice(1).sort());
    expect(await listEndedSessions(user.id, at(10))).toMatchObject([{ id: opened[0], reason: "limit" }]);
  });

  it("holds for sign-ins at one moment too", async () => {
    const user = await makeUser();
    await Promise.all(Array.from({ length: 8 }, (_, i) => openSession(user, { now: at(i) })));
    expect(await live(user.id, 10)).toHaveLength(3);
  });

  it("does not count what this device holds, nor what has lapsed", async () => {
    const user = await makeUser();
    const lapsed = await openSession(user, { now: at(-2 * 86_400) });
    const [one, two] = [await openSession(user, { now: at(0) }), await openSession(user, { now: at(1) })];
    const { deviceCookie } = await openSession(user, { now: at(2) });
    const again = await openSession(user, { now: at(3), client: { deviceCookie } });
    expect(await live(user.id, 10)).toEqual([one.sid, two.sid, again.sid].sort());
    expect(await listEndedSessions(user.id, at(10))).not.toContainEqual(
      expect.objectContaining({ id: lapsed.sid, reason: "limit" }),
    );
  });

  it("may be lower for a person by their own choice: one is the classic single sign-in", async () => {
    const user = await makeUser();
    await (await database()).user.update({ where: { id: user.id }, data: { sessionLimit: 1 } });
    await openSession(user, { now: at(0) });
    const last = await openSession(user, { now: at(1) });
    expect(await live(user.id, 2)).toEqual([last.sid]);
  });

  it("leaves the choice where one was made", async () => {
    const user = await makeUser();
    const [one, two, three] = [0, 1, 2].map((i) => openSession(user, { now: at(i) }));
    const sids = [(await one)?.sid, (await two)?.sid, (await three)?.sid];
    const last = await openSession(user, { now: at(5), endInstead: sids[2] });
    expect(await live(user.id, 6)).toEqual([sids[0], sids[1], last.sid].sort());
  });
});
