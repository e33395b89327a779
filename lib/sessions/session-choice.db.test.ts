import { describe, expect, it } from "vitest";
import { database, type Transaction } from "../infra/db";
import { randomId } from "../infra/random-id";
import { addSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";
import { client, makeUser, openSession } from "../testing/make-user";
import { listEndedSessions, listSessions } from "./list-sessions";
import { findChoice, offerChoice, spendChoice } from "./session-choice";
import { startSession } from "./start-session";

setUpInstance({ SESSION_LIMIT: "2", SESSION_LIMIT_POLICY: "ask" });

const T0 = new Date("2027-01-01T08:00:00Z");
const at = (seconds: number) => addSeconds(T0, seconds);
const DEVICE = "the cookie of this browser";
const OVER = { code: "choice_over" };

type User = Awaited<ReturnType<typeof makeUser>>;
const offer = ({ id, credentialVersion }: User, device = DEVICE, remembered = false) =>
  offerChoice({ userId: id, credentialVersion, remembered }, device, at(10));

/** What the route does with a ticket and a choice. */
async function choose(ticket: string, end: string, seconds = 20, device: string | null = DEVICE) {
  const { operation, ...found } = await findChoice(ticket, device, at(seconds));
  return startSession({
    ...found,
    method: "password",
    client: client({ deviceCookie: device }),
    carriedSessionIds: [],
    endInstead: end,
    spend: (tx) => spendChoice(tx, operation, at(seconds)),
    now: at(seconds),
  });
}

async function atTheLimit() {
  const user = await makeUser();
  const sids = [];
  for (const second of [0, 1]) sids.push((await openSession(user, { now: at(second) })).sid);
  const [first = "", second = ""] = sids;
  return { user, first, second };
}
const live = async ({ id }: User) => (await listSessions(id, null, at(30))).map((session) => session.id).sort();

describe("a person with as many sessions as they may have", () => {
  it("is asked which one ends, and nothing has changed until they say", async () => {
    const { user, first, second } = await atTheLimit();
    await expect(openSession(user, { now: at(5) })).rejects.toMatchObject({ code: "session_choice" });
    expect(await live(user)).toEqual([first, second].sort());
    expect(await (await database()).device.count({ where: { userId: user.id } })).toBe(2);
  });

  it("ends the one that they choose, and is signed in as they asked to be", async () => {
    const { user, first, second } = await atTheLimit();
    const opened = await choose(await offer(user, DEVICE, true), second);
    expect(opened.remembered).toBe(true);
    expect(await live(user)).toEqual([first, opened.claims.sid].sort());
    expect(await listEndedSessions(user.id, at(30))).toMatchObject([{ id: second, reason: "limit" }]);
  });

  it("needs to end no more where the chosen one has ended by itself", async () => {
    const { user, first, second } = await atTheLimit();
    const ticket = await offer(user);
    await (await database()).session.updateMany({ where: { id: second }, data: { expiresAt: at(15) } });
    const opened = await choose(ticket, second);
    expect(await live(user)).toEqual([first, opened.claims.sid].sort());
  });

  it("comes in where they may have fewer than before, too: those used longest ago go with the chosen one", async () => {
    const { user, second } = await atTheLimit();
    const ticket = await offer(user);
    await (await database()).user.update({ where: { id: user.id }, data: { sessionLimit: 1 } });
    const opened = await choose(ticket, second);
    expect(await live(user)).toEqual([opened.claims.sid]);
  });
});

describe("a ticket of a choice", () => {
  it("is good once, also where it comes twice at one moment", async () => {
    const { user, first, second } = await atTheLimit();
    const ticket = await offer(user);
    const both = await Promise.allSettled([choose(ticket, first), choose(ticket, second)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: OVER });
    expect(await live(user)).toHaveLength(2);
    await expect(choose(ticket, first)).rejects.toMatchObject(OVER);
  });

  it("stays good where what was chosen is nobody's, or someone else's", async () => {
    const [{ user, first, second }, other] = [await atTheLimit(), await atTheLimit()];
    const ticket = await offer(user);
    for (const end of [other.first, randomId()]) {
      await expect(choose(ticket, end)).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await live(user)).toEqual([first, second].sort());
    expect(await live(other.user)).toHaveLength(2);
    await choose(ticket, first);
  });

  it("is worth nothing in another browser, nor without a cookie, nor made up", async () => {
    const { user, first } = await atTheLimit();
    const ticket = await offer(user);
    for (const device of ["another browser", null]) {
      await expect(choose(ticket, first, 20, device)).rejects.toMatchObject(OVER);
    }
    for (const none of [null, "", "x".repeat(43)])
      await expect(findChoice(none, DEVICE, at(20))).rejects.toMatchObject(OVER);
    await choose(ticket, first);
  });

  it("is over after five minutes, to the second", async () => {
    const { user, first } = await atTheLimit();
    const ticket = await offer(user);
    await expect(choose(ticket, first, 310)).rejects.toMatchObject(OVER);
    await choose(ticket, first, 309);
  });

  it("does not outlive a change of the password, even one of this moment", async () => {
    const { user, first } = await atTheLimit();
    const ticket = await offer(user);
    const { operation, ...found } = await findChoice(ticket, DEVICE, at(20));
    await (await database()).user.update({ where: { id: user.id }, data: { credentialVersion: { increment: 1 } } });
    await expect(choose(ticket, first)).rejects.toMatchObject(OVER);
    const options = { method: "password", carriedSessionIds: [], endInstead: first, now: at(20) } as const;
    const spend = (tx: Transaction) => spendChoice(tx, operation, at(20));
    const late = startSession({ ...options, ...found, spend, client: client({ deviceCookie: DEVICE }) });
    await expect(late).rejects.toMatchObject({ code: "invalid_credentials" });
  });

  it("gives way to a newer one of the same browser alone", async () => {
    const { user, first } = await atTheLimit();
    const [old, elsewhere] = [await offer(user), await offer(user, "another browser")];
    const newer = await offer(user);
    await expect(choose(old, first)).rejects.toMatchObject(OVER);
    await findChoice(elsewhere, "another browser", at(20));
    await choose(newer, first);
  });
});
