// A process that writes through the real client and says what was answered. Its parent holds locks and kills it.
// Arguments: the database URL and the way to write. Every line: "beat" or "ack ID".
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { database } from "../infra/db";

const [databaseUrl = "", way = ""] = process.argv.slice(2);
process.env.DATABASE_URL = databaseUrl;

const db = await database();
const say = (line: string) => process.stdout.write(`${line}\n`);
const row = (id: string) => ({ id, email: id, emailKey: id, createdAt: new Date() });

const WAYS: Record<string, (id: string) => Promise<unknown>> = {
  create: (id) => db.user.create({ data: row(id) }),
  createMany: (id) => db.user.createMany({ data: [row(id)] }),
  raw: (id) =>
    db.$executeRaw`INSERT INTO "User" ("id", "email", "emailKey", "createdAt") VALUES (${id}, ${id}, ${id}, ${new Date()})`,
  batch: (id) => db.$transaction([db.user.create({ data: row(id) })]),
  interactive: (id) => db.$transaction(async (tx) => void (await tx.user.create({ data: row(id) }))),
};
const write = WAYS[way] ?? (() => Promise.reject(new Error(`No such way: ${way}`)));

setInterval(() => say("beat"), 10); // stops while the event loop is held
for (;;) {
  const id = randomUUID();
  await write(id);
  say(`ack ${id}`);
  await pause(1);
}
