import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { parseEmailAddress } from "../shared/email-address";
import { addSeconds } from "../shared/time";
import { tokenIn } from "../testing/mail-parts";
import { setUpMailingInstance, takeMails } from "../testing/mailbox";
import { client, makeUser, openSession } from "../testing/make-user";
import { askForEmailChange, findAskedEmail } from "./ask-email-change";
import { confirmEmail, undoEmailChange } from "./change-email";

const server = await setUpMailingInstance();

const T0 = new Date();
const HOUR = 3_600;
const at = (seconds: number) => addSeconds(T0, seconds);

function newAddress() {
  const email = parseEmailAddress(`new-${randomUUID()}@example.net`);
  if (!email) throw new Error("Not an address");
  return email;
}

async function live() {
  const user = await makeUser();
  const { sid } = await openSession(user, { now: at(0) });
  const ask = (to: ReturnType<typeof newAddress>, seconds: number) =>
    askForEmailChange(to, { userId: user.id, sessionId: sid, client: client(), now: at(seconds) });
  /** In the session that asked. */
  const here = (seconds: number) => ({ session: { userId: user.id, id: sid }, now: at(seconds), ip: null });
  return { user, sid, ask, here };
}
type Address = ReturnType<typeof newAddress>;
const mailTo = async ({ address }: Address, seconds: number) =>
  (await takeMails(server, at(seconds))).find(({ to }) => to === address);
const TOO_OFTEN = { code: "too_many_requests" };
const INVALID = { code: "link_invalid" };

describe("asking for another address", () => {
  it("takes back what was asked before: a mistyped address is somebody's", async () => {
    const { user, ask, here } = await live();
    const [mistyped, meant] = [newAddress(), newAddress()];
    await ask(mistyped, 0);
    const stranger = tokenIn(await mailTo(mistyped, 1));
    await ask(meant, 2);
    expect(await findAskedEmail(user.id, at(3))).toBe(meant.address);
    await expect(confirmEmail(stranger, here(3))).rejects.toMatchObject(INVALID);
    await confirmEmail(tokenIn(await mailTo(meant, 4)), here(5));
    expect(await findAskedEmail(user.id, at(6))).toBeNull();
  });

  it("is told no when it is the account's own, in any spelling, and mails nobody", async () => {
    const { user, ask } = await live();
    const own = parseEmailAddress(user.email.address.toUpperCase());
    if (!own) throw new Error("Not an address");
    const refusal = { code: "invalid_input", details: { fields: { email: ["email_unchanged"] } } };
    await expect(ask(own, 0)).rejects.toMatchObject(refusal);
    expect(await takeMails(server, at(1))).toEqual([]);
  });

  it("is done five times an hour, also by requests at one moment; the sixth is told when to come again", async () => {
    const { ask } = await live();
    const asked = await Promise.allSettled(Array.from({ length: 9 }, () => ask(newAddress(), 0)));
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    await expect(ask(newAddress(), HOUR - 10)).rejects.toMatchObject({
      ...TOO_OFTEN,
      details: { retryAfterSeconds: 10 },
    });
    await ask(newAddress(), HOUR);
  });

  it("leaves a mailbox in peace that five have asked within an hour, and tells nobody so", async () => {
    const victim = newAddress();
    for (let i = 0; i < 7; i++) await (await live()).ask(victim, i);
    const mails = (await takeMails(server, at(10))).filter(({ to }) => to === victim.address);
    expect(mails).toHaveLength(5);
  });

  it("is mailed in the account's language", async () => {
    const { user, ask } = await live();
    await (await database()).user.update({ where: { id: user.id }, data: { language: "zh" } });
    const next = newAddress();
    await ask(next, 0);
    expect((await mailTo(next, 1))?.subject).toMatch(/新邮箱/);
  });
});

describe("the link of a new address", () => {
  it("is good once, and for its own purpose alone", async () => {
    const { ask, user, here } = await live();
    const next = newAddress();
    await ask(next, 0);
    const link = tokenIn(await mailTo(next, 1));
    await expect(undoEmailChange(link, at(2), null)).rejects.toMatchObject(INVALID);
    const both = await Promise.allSettled([confirmEmail(link, here(3)), confirmEmail(link, here(3))]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(confirmEmail(link, here(4))).rejects.toMatchObject(INVALID);
    const undo = tokenIn(await mailTo(user.email, 5));
    expect(await undoEmailChange(undo, at(6), null)).toBe(user.id);
    await expect(undoEmailChange(undo, at(7), null)).rejects.toMatchObject(INVALID);
  });

  it("is good for a day, and not after the password has changed", async () => {
    const { ask, user, here } = await live();
    const [late, stale] = [newAddress(), newAddress()];
    await ask(late, 0);
    const lateLink = tokenIn(await mailTo(late, 1));
    await expect(confirmEmail(lateLink, here(24 * HOUR))).rejects.toMatchObject(INVALID);
    await ask(stale, 2);
    const staleLink = tokenIn(await mailTo(stale, 3));
    const data = { credentialVersion: { increment: 1 } };
    await (await database()).user.update({ where: { id: user.id }, data });
    await expect(confirmEmail(staleLink, here(4))).rejects.toMatchObject(INVALID);
  });

  it("is good in a session of its account alone: nobody gives a stranger's account an address by proving it", async () => {
    const [{ user, ask, here }, stranger] = [await live(), await live()];
    const next = newAddress();
    await ask(next, 0);
    const link = tokenIn(await mailTo(next, 1));
    await expect(confirmEmail(link, stranger.here(2))).rejects.toMatchObject(INVALID);
    await confirmEmail(link, here(3));
    const rows = await (await database()).session.findMany({ where: { userId: { in: [user.id, stranger.user.id] } } });
    expect(rows.map(({ endReason }) => endReason)).toEqual([null, null]);
  });

  it("changed twice does not keep the first address from coming back, nor lets the second undo that", async () => {
    const { ask, user, here } = await live();
    const [second, third] = [newAddress(), newAddress()];
    const undoOf = async (address: Address, seconds: number) => tokenIn(await mailTo(address, seconds));
    await ask(second, 0);
    await confirmEmail(await undoOf(second, 1), here(2));
    const firstUndo = await undoOf(user.email, 3);
    await ask(third, 4);
    await confirmEmail(await undoOf(third, 5), here(6));
    const secondUndo = await undoOf(second, 7);
    await undoEmailChange(firstUndo, at(8), null);
    const where = { id: user.id };
    const now = async () => (await database()).user.findUniqueOrThrow({ where, select: { emailKey: true } });
    expect(await now()).toEqual({ emailKey: user.email.key });
    await expect(undoEmailChange(secondUndo, at(9), null)).rejects.toMatchObject(INVALID);
  });
});
