import { expect, it } from "vitest";
import { inTransaction } from "../infra/db";
import { postMail } from "../mails/outbox";
import { setUpMailingInstance } from "../testing/mailbox";
import { makeUser } from "../testing/make-user";
import { sendMailsRegularly, stopSendingMails } from "./send-mails";

const server = await setUpMailingInstance();

async function post(): Promise<string> {
  const { id: userId, email } = await makeUser();
  const mail = { kind: "has-account", to: email.address, emailKey: email.key, language: "en" } as const;
  await inTransaction((tx) => postMail(tx, { ...mail, userId, parameters: {}, now: new Date() }));
  return email.address;
}

it("a delivery that hangs keeps no other mail waiting, and when the process stops nothing more is taken in hand", async () => {
  sendMailsRegularly();
  server.behave("hang");
  const hanging = await post();
  await expect.poll(() => server.hanging).toBe(1);
  const other = await post();
  await expect.poll(() => server.received.map(({ to }) => to), { timeout: 10_000 }).toEqual([other]);
  const stopped = stopSendingMails();
  server.letGo();
  await stopped;
  const late = await post();
  expect(server.received.map(({ to }) => to)).not.toContain(late);
  expect(server.received.map(({ to }) => to)).not.toContain(hanging);
});
