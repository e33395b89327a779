import { describe, expect, it } from "vitest";
import { database, inTransaction } from "../infra/db";
import { addSeconds } from "../shared/time";
import { setUpMailingInstance } from "../testing/mailbox";
import { makeUser } from "../testing/make-user";
import { countUnsent, listUnsent, retryMails } from "./operate";
import { postMail } from "./outbox";
import { sendDueMails } from "./send-mails";

const server = await setUpMailingInstance({
  MAIL_FROM: "Hufu <hufu@example.org>",
  APP_URL: "http://localhost:3000",
});

const T0 = new Date("2027-01-01T12:00:00Z");
const at = (seconds: number) => () => addSeconds(T0, seconds);
const way = { token: "T".repeat(43), code: "4T7QK-0XW2M", until: "2027-01-01T13:00:00.000Z" };

async function postOne(options: { until?: Date; language?: "en" | "zh" } = {}) {
  const { id, email } = await makeUser();
  const { until, language = "en" } = options;
  const letter = {
    kind: "reset-password" as const,
    to: email.address,
    emailKey: email.key,
    language,
    parameters: { way },
  };
  await inTransaction((tx) => postMail(tx, { ...letter, userId: id, now: T0, ...(until && { until }) }));
  return { to: email.address };
}
const rows = async () => (await database()).outgoingMail.findMany({});

describe("a mail in the outbox", () => {
  it("arrives as HTML and as text, with its link and its code, and is erased here", async () => {
    const { to } = await postOne();
    expect(JSON.stringify(await rows())).not.toContain(to);
    expect(await sendDueMails({}, at(0))).toBe(1);
    const [mail] = server.received;
    expect(mail).toMatchObject({ to, from: '"Hufu" <hufu@example.org>', subject: "Choose a new password" });
    for (const body of [mail?.text, mail?.html]) {
      expect(body).toContain(`http://localhost:3000/reset-password#token=${way.token}`);
      expect(body).toContain(way.code);
      expect(body).toContain("January 1, 2027");
    }
    expect(mail?.html).not.toMatch(/<img|<script|url\(/i);
    expect(await rows()).toMatchObject([{ state: "sent", sealed: null, finishedAt: T0 }]);
    expect(await sendDueMails({}, at(10_000))).toBe(0);
  });

  it("is written in its reader's language", async () => {
    await postOne({ language: "zh" });
    await sendDueMails({}, at(0));
    expect(server.received).toMatchObject([{ subject: "设置新密码" }]);
    expect(server.received[0]?.html).toContain('lang="zh-Hans"');
  });

  it("that is not committed is not sent", async () => {
    const { id, email } = await makeUser();
    const letter = {
      kind: "has-account" as const,
      to: email.address,
      emailKey: email.key,
      language: "en" as const,
      parameters: {},
    };
    const undone = inTransaction(async (tx) => {
      await postMail(tx, { ...letter, userId: id, now: T0 });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await sendDueMails({}, at(0))).toBe(0);
  });

  it("waits longer after each refusal for now, and arrives once, under one Message-ID", async () => {
    await postOne();
    server.behave("refuse for now", "refuse for now");
    await sendDueMails({}, at(0));
    expect(await rows()).toMatchObject([{ state: "waiting", attempts: 1, lastError: expect.stringContaining("451") }]);
    expect(await sendDueMails({}, at(4))).toBe(0);
    expect(await sendDueMails({}, at(5))).toBe(1);
    expect(await sendDueMails({}, at(19))).toBe(0);
    expect(await sendDueMails({}, at(20))).toBe(1);
    expect(server.received).toHaveLength(1);
    expect(await rows()).toMatchObject([{ state: "sent", attempts: 3 }]);
  });

  it("that the server took and died of is sent once more, and can be told for the same", async () => {
    await postOne();
    server.behave("take and die");
    await sendDueMails({}, at(0));
    await sendDueMails({}, at(5));
    expect(server.received).toHaveLength(2);
    expect(new Set(server.received.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it("that no server will ever take is set aside, says why to the operator, and can be tried again", async () => {
    await postOne();
    server.behave("refuse for ever");
    await sendDueMails({}, at(0));
    expect(await listUnsent()).toMatchObject([{ state: "failed", lastError: expect.stringContaining("550") }]);
    expect(await countUnsent()).toEqual({ waiting: 0, failed: 1 });
    expect(await sendDueMails({}, at(10_000))).toBe(0);
    expect(await retryMails("unknown", at(10_000)())).toBe(0);
    expect(await retryMails(null, at(10_000)())).toBe(1);
    expect(await sendDueMails({}, at(10_000))).toBe(1);
    expect(server.received).toHaveLength(1);
    expect(await listUnsent()).toEqual([]);
  });

  it("that waits for its next attempt can be tried at once, and one that is being sent cannot", async () => {
    await postOne();
    server.behave("refuse for now");
    await sendDueMails({}, at(0));
    expect(await retryMails(null, at(1)())).toBe(1);
    server.behave("refuse for now");
    expect(await sendDueMails({}, at(1))).toBe(1);
    await (await database()).outgoingMail.updateMany({ data: { nextAttemptAt: at(120)(), lastError: null } }); // taken
    expect(await retryMails(null, at(2)())).toBe(0);
  });

  it("is not sent once its link is good for nothing", async () => {
    await postOne({ until: addSeconds(T0, 3_600) });
    server.behave("refuse for now");
    await sendDueMails({}, at(0));
    await sendDueMails({}, at(3_600));
    expect(server.received).toEqual([]);
    expect(await rows()).toMatchObject([{ state: "failed", lastError: "too late", sealed: null }]);
  });

  it("is sent by one of several that look at the same moment", async () => {
    for (let i = 0; i < 5; i++) await postOne();
    const taken = await Promise.all([1, 2, 3, 4].map(() => sendDueMails({}, at(0))));
    expect(taken.reduce((sum, one) => sum + one, 0)).toBe(5);
    expect(server.received).toHaveLength(5);
  });

  it("of a process that died while it had it is sent by another, after two minutes", async () => {
    await postOne();
    const data = { nextAttemptAt: addSeconds(T0, 120), attempts: 1 }; // as the dead one left it
    await (await database()).outgoingMail.updateMany({ data });
    expect(await sendDueMails({}, at(119))).toBe(0);
    expect(await sendDueMails({}, at(120))).toBe(1);
    expect(server.received).toHaveLength(1);
  });
});
