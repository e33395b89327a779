import "server-only";
import { mkdirSync } from "node:fs";
import { readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { clock } from "./clock";
import { config } from "./config";
import { isRowId } from "./random-id";

/** A mail that was kept because there is no mail server. */
export type KeptMail = { id: string; to: string; subject: string; text: string; html: string; at: string };

/** What a list shows of it. */
export type KeptMailHead = Pick<KeptMail, "id" | "to" | "subject" | "at">;

/** The newest that are listed. */
const LISTED = 100;
const SUFFIX = ".json";

/** Where mails are kept that no mail server is there for. */
const mailFolder = (): string => resolve(config().mailFolder);

/** As a file of its own, which appears whole, and for this user alone: there are links in it. */
async function write(name: string, content: Buffer | string): Promise<void> {
  const path = join(mailFolder(), name);
  await writeFile(`${path}.part`, content, { mode: 0o600 });
  await rename(`${path}.part`, path);
}

/** Keeps a mail: the message as a mail server would get it, and beside it its parts, which are shown at /dev/mail. */
export async function keepMail(mail: Omit<KeptMail, "at">, message: Buffer): Promise<void> {
  mkdirSync(mailFolder(), { recursive: true, mode: 0o700 });
  await write(`${mail.id}.eml`, message);
  const kept: KeptMail = { ...mail, at: clock.now().toISOString() };
  await write(`${mail.id}${SUFFIX}`, JSON.stringify(kept));
}

/** A mail that was kept, or null. @param id whatever was asked for */
export async function findKeptMail(id: string): Promise<KeptMail | null> {
  if (!isRowId(id)) return null; // no path leads out of the folder
  const text = await readFile(join(mailFolder(), `${id}${SUFFIX}`), "utf8").catch(() => null);
  if (text === null) return null;
  try {
    return JSON.parse(text) as KeptMail; // written above alone
  } catch {
    return null; // or by someone else: no mail of ours
  }
}

/** When a mail was kept; of a file that has gone meanwhile, never. */
const keptAt = (name: string): Promise<number> =>
  stat(join(mailFolder(), name)).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );

/** The newest mails that were kept, the newest first. Only those that are listed are read. */
export async function listKeptMails(): Promise<KeptMailHead[]> {
  const names = (await readdir(mailFolder()).catch(() => [])).filter((name) => name.endsWith(SUFFIX));
  const files = await Promise.all(names.map(async (name) => ({ name, at: await keptAt(name) })));
  const newest = files.sort((a, b) => b.at - a.at).slice(0, LISTED);
  const mails = await Promise.all(newest.map(({ name }) => findKeptMail(name.slice(0, -SUFFIX.length))));
  return mails.filter((mail) => mail !== null).map(({ id, to, subject, at }) => ({ id, to, subject, at }));
}
