import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { parseEmailAddress } from "../shared/email-address";
import { addSeconds } from "../shared/time";
import { tokenIn } from "../testing/mail-parts";
import { setUpMailingInstance, takeMails } from "../testing/mailbox";
import { ATTEMPT, client, makeUser, openSession, PASSWORD } from "../testing/make-user";
import { askForEmailChange } from "./ask-email-change";
import { confirmEmail, undoEmailChange } from "./change-email";
import { changePassword } from "./change-password";
import { changeSessionLimit } from "./change-session-limit";
import { checkCredentials } from "./check-credentials";
import { leave } from "./leave";
import { reportSession } from "./report-session";
import { resetPassword } from "./reset-password";

const server = await setUpMailingInstance();

const T0 = new Date();
const DAY = 86_400;
const NEW_PASSWORD = "eleven purple tigers in a row";
const at = (seconds: number) => addSeconds(T0, seconds);

const mails = (seconds: number) => takeMails(server, at(seconds));
const reasons = async (userId: string) => {
  const rows = await (await database()).session.findMany({ where: { userId }, orderBy: { createdAt: "asc" } });
  return rows.map(({ endReason }) => endReason);
};
const emailOf = async (id: string) => (await (await database()).user.findUniqueOrThrow({ where: { id } })).email;

async function live() {
  const user = await makeUser();
  const here = await openSession(user, { now: at(-100) });
  await openSession(user, { now: at(-50) });
  await (await database()).outgoingMail.deleteMany({}); // the second device is told of
  return { user, userId: user.id, sessionId: here.sid };
}
async function newAddress() {
  const email = parseEmailAddress(`new-${Math.random()}@example.net`);
  if (!email) throw new Error("Not an address");
  return email;
}

describe("a change of the password", () => {
  it("ends the other sessions, and is told by mail", async () => {
    const { user, userId, sessionId } = await live();
    const change = { userId, sessionId, current: PASSWORD, password: NEW_PASSWORD, client: client() };
    await changePassword(change, () => at(0));
    expect(await reasons(userId)).toEqual([null, "password-changed"]);
    await expect(checkCredentials(user.email, PASSWORD, ATTEMPT)).rejects.toMatchObject({
      code: "invalid_credentials",
    });
    await checkCredentials(user.email, NEW_PASSWORD, ATTEMPT);
    const [mail, ...more] = await mails(1);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ subject: "Your password was changed", to: user.email.address });
    expect(mail?.text).toContain("Firefox");
    expect(mail?.text).not.toContain(NEW_PASSWORD);
  });

  it("asks for the present one, and changes nothing without it", async () => {
    const { userId, sessionId } = await live();
    const change = { userId, sessionId, current: "not this one at all", password: NEW_PASSWORD, client: client() };
    const refused = { code: "invalid_input", details: { fields: { current: ["password_wrong"] } } };
    await expect(changePassword(change, () => at(0))).rejects.toMatchObject(refused);
    expect(await reasons(userId)).toEqual([null, null]);
    expect(await mails(1)).toEqual([]);
  });

  it("is told of five times a day, however often it is made", async () => {
    const { userId, sessionId } = await live();
    const passwords = Array.from({ length: 8 }, (_, i) => `password of the turn ${i}`);
    for (const [i, password] of passwords.entries()) {
      const current = passwords[i - 1] ?? PASSWORD;
      await changePassword({ userId, sessionId, current, password, client: client() }, () => at(i));
    }
    const told = await mails(10);
    expect(told).toHaveLength(5);
    await reportSession(tokenIn(told[0]), at(20), null); // the first is as good as the last
  });

  it("made twice at one moment is made once", async () => {
    const { userId, sessionId } = await live();
    const change = { userId, sessionId, current: PASSWORD, client: client() };
    const both = ["first password of two", "second password of two"].map((password) =>
      changePassword({ ...change, password }, () => at(0)),
    );
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await mails(1)).toHaveLength(1);
  });
});

describe("this was not me", () => {
  it("ends every session, makes the password open nothing, and mails the way to a new one", async () => {
    const { user, userId, sessionId } = await live();
    const change = { userId, sessionId, current: PASSWORD, password: NEW_PASSWORD, client: client() };
    await changePassword(change, () => at(0));
    const [notice] = await mails(1);
    await reportSession(tokenIn(notice), at(10), null);
    expect(await reasons(userId)).toEqual(["reported", "password-changed"]);
    for (const password of [PASSWORD, NEW_PASSWORD]) {
      await expect(checkCredentials(user.email, password, ATTEMPT)).rejects.toMatchObject({
        code: "invalid_credentials",
      });
    }
    const [way] = await mails(11);
    expect(way).toMatchObject({ subject: "Choose a new password", to: user.email.address });
    await expect(reportSession(tokenIn(notice), at(12), null)).rejects.toMatchObject({ code: "link_invalid" });
    await resetPassword(tokenIn(way), "my own password again", { client: client(), now: () => at(20) });
    await checkCredentials(user.email, "my own password again", ATTEMPT);
  });

  it("undoes what someone inside may have left behind: leaving, a limit, a device that is known", async () => {
    const { user, userId, sessionId } = await live();
    const thief = await openSession(user, { now: at(-10) });
    const [notice] = await mails(0);
    await changeSessionLimit({ userId, sessionId, limit: 1, now: at(1), ip: null });
    await leave(userId, at(2), null);
    await mails(3);
    await reportSession(tokenIn(notice), at(10), null);
    const where = { id: userId };
    expect(await (await database()).user.findUnique({ where })).toMatchObject({ eraseAt: null, sessionLimit: null });
    const [way] = await mails(11);
    await resetPassword(tokenIn(way), NEW_PASSWORD, { client: client(), now: () => at(20) });
    await mails(21);
    const { checked } = await checkCredentials(user.email, NEW_PASSWORD, ATTEMPT);
    await openSession(checked, { now: at(30), client: { deviceCookie: thief.deviceCookie } });
    expect(await mails(31)).toMatchObject([{ subject: "A new device is signed in" }]);
  });
});

describe("a change of the address", () => {
  it("waits for the new one to be proven, tells the old one, and ends the other sessions", async () => {
    const { user, userId, sessionId } = await live();
    const next = await newAddress();
    await askForEmailChange(next, { userId, sessionId, client: client(), now: at(0) });
    const posted = await mails(1);
    expect(posted.map(({ to, subject }) => [to, subject]).sort()).toEqual(
      [
        [next.address, "Confirm your new e-mail address"],
        [user.email.address, "Your e-mail address is to change"],
      ].sort(),
    );
    expect(await emailOf(userId)).toBe(user.email.address);
    const link = tokenIn(posted.find(({ to }) => to === next.address));
    await confirmEmail(link, { session: { userId, id: sessionId }, now: at(10), ip: null });
    expect(await emailOf(userId)).toBe(next.address);
    expect(await reasons(userId)).toEqual([null, "email-changed"]);
    const [told] = await mails(11);
    expect(told).toMatchObject({ to: user.email.address, subject: "Your e-mail address was changed" });
  });

  it("is taken back by the old address for seven days: all sessions end, and the password with them", async () => {
    const { user, userId, sessionId } = await live();
    const next = await newAddress();
    await askForEmailChange(next, { userId, sessionId, client: client(), now: at(0) });
    const link = tokenIn((await mails(1)).find(({ to }) => to === next.address));
    await confirmEmail(link, { session: { userId, id: sessionId }, now: at(10), ip: null });
    const [told] = await mails(11);
    const undo = tokenIn(told);
    await expect(undoEmailChange(undo, at(10 + 7 * DAY), null)).rejects.toMatchObject({ code: "link_invalid" });
    await undoEmailChange(undo, at(7 * DAY), null);
    expect(await emailOf(userId)).toBe(user.email.address);
    await expect(checkCredentials(user.email, PASSWORD, ATTEMPT)).rejects.toMatchObject({
      code: "invalid_credentials",
    });
    expect(await mails(7 * DAY + 1)).toMatchObject([{ to: user.email.address, subject: "Choose a new password" }]);
  });

  it("to an address that has got an account meanwhile is refused as any bad link", async () => {
    const [{ userId, sessionId, user }, other] = [await live(), await makeUser()];
    await askForEmailChange(other.email, { userId, sessionId, client: client(), now: at(0) });
    const link = tokenIn((await mails(1)).find(({ to }) => to === other.email.address));
    const by = { session: { userId, id: sessionId }, now: at(10), ip: null };
    await expect(confirmEmail(link, by)).rejects.toMatchObject({ code: "link_invalid" });
    expect(await emailOf(userId)).toBe(user.email.address);
    expect(await reasons(userId)).toEqual([null, null]);
  });
});
