import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { database, inTransaction } from "../infra/db";
import { addSeconds } from "../shared/time";
import { setUpMailingInstance } from "../testing/mailbox";
import { makeUser } from "../testing/make-user";
import { postMail } from "./outbox";
import { sendDueMails } from "./send-mails";

/** Moments at which the sending process is killed. */
const KILLS = process.env.HUFU_LONG ? 200 : 3;
const POSTED_EACH_TIME = 10;
/** In all a sender takes about this long for them; in milliseconds. */
const LATEST_KILL_MS = 120;
/** After this a mail that a dead process had is free again; in seconds. */
const CLAIM_SECONDS = 121;

const server = await setUpMailingInstance();

const idOf = (messageId: string) => messageId.slice(1).split("@", 1)[0] ?? "";

it("no mail is lost when its sender is killed, and only those in flight are sent twice", async () => {
  const { id: userId, email } = await makeUser();
  const db = await database();
  const letter = { kind: "has-account", to: email.address, emailKey: email.key, language: "en" } as const;
  const inFlight: string[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const posted = new Date();
    await inTransaction(async (tx) => {
      for (let i = 0; i < POSTED_EACH_TIME; i++) await postMail(tx, { ...letter, userId, parameters: {}, now: posted });
    });
    const args = [String(kill * CLAIM_SECONDS)];
    const execArgv = ["--conditions=react-server", "--import=tsx"];
    const sender = fork(join(import.meta.dirname, "../testing/mail-sender.ts"), args, { execArgv, env: process.env });
    await once(sender, "message");
    await pause(Math.random() * LATEST_KILL_MS); // the moment of the kill is what the test is about
    const isGone = once(sender, "exit");
    sender.kill("SIGKILL");
    await isGone;
    const claimed = { state: "waiting", nextAttemptAt: { gt: addSeconds(new Date(), kill * CLAIM_SECONDS) } };
    inFlight.push(...(await db.outgoingMail.findMany({ where: claimed, select: { id: true } })).map(({ id }) => id));
  }
  const atTheEnd = addSeconds(new Date(), KILLS * CLAIM_SECONDS);
  while ((await sendDueMails({}, () => atTheEnd)) > 0);

  const copies = new Map<string, number>();
  for (const { messageId } of server.received) copies.set(idOf(messageId), (copies.get(idOf(messageId)) ?? 0) + 1);
  const posted = await db.outgoingMail.findMany({ select: { id: true, state: true } });
  expect(posted).toHaveLength(KILLS * POSTED_EACH_TIME);
  expect(posted.filter(({ id, state }) => state !== "sent" || !copies.has(id))).toEqual([]);
  const twice = [...copies].filter(([, count]) => count > 1);
  const allowed = (id: string) => 1 + inFlight.filter((flying) => flying === id).length;
  expect(twice.filter(([id, count]) => count > allowed(id))).toEqual([]);
  console.log(
    `${KILLS} kills: ${posted.length} mails, ${inFlight.length} in flight, ${twice.length} sent twice, 0 lost`,
  );
}, 900_000);
