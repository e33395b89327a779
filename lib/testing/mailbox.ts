import { afterAll, beforeEach } from "vitest";
import { ORDERS } from "../accounts/mail-orders";
import { database } from "../infra/db";
import { sendDueMails } from "../mails/send-mails";
import { setUpInstance } from "./instance";
import { type MailServer, type ReceivedMail, startMailServer } from "./smtp";

/** Sends all that is due, what an order leads to as well. @returns what has arrived since the last time */
export async function takeMails({ received }: MailServer, now: Date): Promise<ReceivedMail[]> {
  while ((await sendDueMails(ORDERS, () => now)) > 0);
  return received.splice(0);
}

/** Gives a test file a Hufu of its own that mails to a real SMTP server; each test begins with nothing sent and nothing waiting. */
export async function setUpMailingInstance(env: Record<string, string> = {}): Promise<MailServer> {
  const server = await startMailServer();
  setUpInstance({ SMTP_URL: server.url, MAIL_FROM: "hufu@example.org", ...env });
  beforeEach(async () => {
    await (await database()).outgoingMail.deleteMany({});
    server.received.splice(0);
    server.behave();
  });
  afterAll(() => server.stop());
  return server;
}
