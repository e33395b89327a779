import { describe, expect, it } from "vitest";
import { database, inTransaction } from "../infra/db";
import { issueOperation } from "../mails/operation-tokens";
import { parseEmailAddress } from "../shared/email-address";
import { addSeconds } from "../shared/time";
import { codeIn, tokenIn } from "../testing/mail-parts";
import { setUpMailingInstance, takeMails } from "../testing/mailbox";
import { ATTEMPT, client, makeUser, openSession, PASSWORD } from "../testing/make-user";
import { checkCredentials } from "./check-credentials";
import { forgotPassword } from "./forgot-password";
import { resetPassword } from "./reset-password";

const server = await setUpMailingInstance();

const T0 = new Date();
const NEW_PASSWORD = "eleven purple tigers in a row";
const at = (seconds: number) => () => addSeconds(T0, seconds);
const by = (seconds: number) => ({ client: client(), now: at(seconds) });
const ask = { ip: null };

const mailAll = (seconds: number) => takeMails(server, at(seconds)());

async function askFor(user: Awaited<ReturnType<typeof makeUser>>, seconds = 0) {
  await forgotPassword(user.email, { ...ask, now: at(seconds)() });
  const [mail] = await mailAll(seconds);
  return { ...tokenIn(mail), code: codeIn(mail), mail };
}

describe("a forgotten password", () => {
  it("is chosen anew by a mailed link: all sessions end, the old password opens nothing, and a notice is mailed", async () => {
    const user = await makeUser();
    await openSession(user, { now: T0 });
    await openSession(user, { now: T0 });
    await mailAll(0); // the second device is told of
    const { token, mail } = await askFor(user);
    expect(mail).toMatchObject({ to: user.email.address, subject: "Choose a new password" });
    await resetPassword({ token }, NEW_PASSWORD, by(60));
    const sessions = await (await database()).session.findMany({ where: { userId: user.id } });
    expect(sessions.map(({ endReason }) => endReason)).toEqual(["password-reset", "password-reset"]);
    await expect(checkCredentials(user.email, PASSWORD, ATTEMPT)).rejects.toMatchObject({
      code: "invalid_credentials",
    });
    expect((await checkCredentials(user.email, NEW_PASSWORD, ATTEMPT)).checked.id).toBe(user.id);
    expect(await mailAll(61)).toMatchObject([{ to: user.email.address, subject: "Your password is new" }]);
  });

  it("is chosen by the code of the same mail too, and proves the address", async () => {
    const user = await makeUser();
    const { code } = await askFor(user);
    await resetPassword({ emailKey: user.email.key, code }, NEW_PASSWORD, by(60));
    const row = await (await database()).user.findUniqueOrThrow({ where: { id: user.id } });
    expect(row.emailVerifiedAt).toEqual(at(60)());
  });

  it("is not chosen by a link that was used, replaced, too late or made up", async () => {
    const user = await makeUser();
    const first = await askFor(user);
    const second = await askFor(user, 10);
    const refused = { code: "link_invalid" };
    for (const token of [first.token, "", "made-up"]) {
      await expect(resetPassword({ token }, NEW_PASSWORD, by(20))).rejects.toMatchObject(refused);
    }
    await expect(resetPassword({ token: second.token }, NEW_PASSWORD, by(3_700))).rejects.toMatchObject(refused);
    const both = [1, 2].map(() => resetPassword({ token: second.token }, NEW_PASSWORD, by(30)));
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("is not chosen by a link from before the credentials changed", async () => {
    const user = await makeUser();
    const { token } = await askFor(user);
    await (await database()).user.update({ where: { id: user.id }, data: { credentialVersion: { increment: 1 } } });
    await expect(resetPassword({ token }, NEW_PASSWORD, by(60))).rejects.toMatchObject({ code: "link_invalid" });
    expect((await checkCredentials(user.email, PASSWORD, ATTEMPT)).checked.id).toBe(user.id);
  });

  it("is not chosen by a link for another purpose", async () => {
    const user = await makeUser();
    const issued = await inTransaction((tx) =>
      issueOperation(tx, { purpose: "verify-email", userId: user.id, emailKey: user.email.key, about: "0", now: T0 }),
    );
    await expect(resetPassword({ token: issued.token }, NEW_PASSWORD, by(1))).rejects.toMatchObject({
      code: "link_invalid",
    });
  });

  it("of nobody sends no mail, after the very same writes", async () => {
    const email = parseEmailAddress("nobody@example.com");
    if (!email) throw new Error("Not an address");
    await forgotPassword(email, { ...ask, now: T0 });
    expect(await (await database()).outgoingMail.count()).toBe(1);
    expect(await mailAll(0)).toEqual([]);
    expect(await (await database()).operationToken.count({ where: { emailKey: email.key } })).toBe(0);
  });

  it("asked for two hundred times at once sends five mails", async () => {
    const user = await makeUser();
    await Promise.all(Array.from({ length: 200 }, () => forgotPassword(user.email, { ...ask, now: T0 })));
    expect(await mailAll(0)).toHaveLength(5);
  });

  it("asked for again and again sends five mails an hour, and no more however it is asked", async () => {
    const user = await makeUser();
    for (let i = 0; i < 100; i++) await forgotPassword(user.email, { ...ask, now: at(i)() });
    expect(await mailAll(100)).toHaveLength(5);
    await forgotPassword(user.email, { ...ask, now: at(3_700)() });
    expect(await mailAll(3_700)).toHaveLength(1);
  });
});
