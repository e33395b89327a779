import "server-only";
import { database, inTransaction, type Prisma } from "../infra/db";
import { hashAddress } from "../mails/outbox";
import { recordEvents } from "../sessions/security-events";
import { Problem } from "../shared/errors";
import { EXPORTED } from "./export-policy";

/** Rows that are in memory at a time. */
const BATCH = 500;

/** The parts of an export beside the account: where the rows are, and by which time they are in order. */
const SECTIONS = {
  devices: { model: "device", time: "createdAt", select: EXPORTED.Device },
  sessions: { model: "session", time: "createdAt", select: EXPORTED.Session },
  events: { model: "securityEvent", time: "at", select: EXPORTED.SecurityEvent },
  mailedLinks: { model: "operationToken", time: "createdAt", select: EXPORTED.OperationToken },
  mails: { model: "outgoingMail", time: "createdAt", select: EXPORTED.OutgoingMail },
  personalTokens: { model: "personalToken", time: "createdAt", select: EXPORTED.PersonalToken },
  programs: { model: "deviceGrant", time: "createdAt", select: EXPORTED.DeviceGrant },
  identities: { model: "externalIdentity", time: "createdAt", select: EXPORTED.ExternalIdentity },
} as const;
export type SectionName = keyof typeof SECTIONS;
export const SECTION_NAMES = Object.keys(SECTIONS) as SectionName[]; // of a constant object: its keys are these

export type ExportedAccount = Prisma.UserGetPayload<{ select: typeof EXPORTED.User }>;
export type ExportedRows = {
  devices: Prisma.DeviceGetPayload<{ select: typeof EXPORTED.Device }>;
  sessions: Prisma.SessionGetPayload<{ select: typeof EXPORTED.Session }>;
  events: Prisma.SecurityEventGetPayload<{ select: typeof EXPORTED.SecurityEvent }>;
  mailedLinks: Prisma.OperationTokenGetPayload<{ select: typeof EXPORTED.OperationToken }>;
  mails: Prisma.OutgoingMailGetPayload<{ select: typeof EXPORTED.OutgoingMail }>;
  personalTokens: Prisma.PersonalTokenGetPayload<{ select: typeof EXPORTED.PersonalToken }>;
  programs: Prisma.DeviceGrantGetPayload<{ select: typeof EXPORTED.DeviceGrant }>;
  identities: Prisma.ExternalIdentityGetPayload<{ select: typeof EXPORTED.ExternalIdentity }>;
};

/** What all models have in common, as far as it is used here. */
type Rows<Row> = {
  findMany(args: { where: object; orderBy: object[]; take: number; select: object }): Promise<Row[]>;
  count(args: { where: object }): Promise<number>;
};

const rowsOf = async <Name extends SectionName>(name: Name): Promise<Rows<ExportedRows[Name]>> =>
  // One shape for all models, which TypeScript cannot tell by a name that is known at run time; the select is the section's.
  (await database())[SECTIONS[name].model] as unknown as Rows<ExportedRows[Name]>;

async function findAccount(userId: string): Promise<ExportedAccount> {
  const account = await (await database()).user.findUnique({ where: { id: userId }, select: EXPORTED.User });
  if (!account) throw new Problem("unauthenticated");
  return account;
}

/** Which rows are the person's: also what was mailed to their address without naming them, once the address is theirs. */
function whose({ id: userId, emailKey, emailVerifiedAt }: ExportedAccount, name: SectionName): object {
  if (emailVerifiedAt === null) return { userId };
  if (name === "mailedLinks") return { OR: [{ userId }, { userId: null, emailKey }] };
  if (name === "mails") return { OR: [{ userId }, { userId: null, addressHash: hashAddress(emailKey) }] };
  return { userId };
}

/** A section's rows, the oldest first, a batch at a time. What is added meanwhile may be among them or not. */
async function* readSection<Name extends SectionName>(
  account: ExportedAccount,
  name: Name,
): AsyncGenerator<ExportedRows[Name][]> {
  const { time, select } = SECTIONS[name];
  const rows = await rowsOf(name);
  let after: object = {};
  for (;;) {
    const where = { AND: [whose(account, name), after] };
    const batch = await rows.findMany({ where, orderBy: [{ [time]: "asc" }, { id: "asc" }], take: BATCH, select });
    if (batch.length > 0) yield batch;
    const last = batch.at(-1);
    if (!last || batch.length < BATCH) return;
    const at = Reflect.get(last, time); // not a cursor: its row may be gone by now
    after = { OR: [{ [time]: { gt: at } }, { [time]: at, id: { gt: last.id } }] };
  }
}

async function* write(account: ExportedAccount, now: Date): AsyncGenerator<string> {
  yield `{"exportedAt":${JSON.stringify(now)},"account":${JSON.stringify(account)}`;
  for (const name of SECTION_NAMES) {
    yield `,"${name}":[`;
    let separator = "\n";
    for await (const batch of readSection(account, name)) {
      yield separator + batch.map((row) => JSON.stringify(row)).join(",\n");
      separator = ",\n";
    }
    yield "]";
  }
  yield "}\n";
}

type Asking = { userId: string; sessionId: string; ip: string | null; now: Date };

/**
 * Everything that is held about a person, as the text of one JSON object in pieces; of any size in bounded memory. It is
 * noted in their log.
 * @throws Problem `unauthenticated` when the account is gone, before the first piece
 */
export async function exportPerson({ userId, sessionId, ip, now }: Asking): Promise<AsyncGenerator<string>> {
  const account = await findAccount(userId);
  await inTransaction((tx) => recordEvents(tx, [{ userId, type: "exported", sessionId, ip }], now));
  return write(account, now);
}

export type Overview = {
  account: ExportedAccount;
  /** How many rows there are, and the latest of them first. */
  sections: { [Name in SectionName]: { count: number; latest: ExportedRows[Name][] } };
};

/** The same to read: how much there is, and the latest of it. @param most rows of each section */
export async function readOverview(userId: string, most: number): Promise<Overview> {
  const account = await findAccount(userId);
  const part = async <Name extends SectionName>(name: Name) => {
    const { time, select } = SECTIONS[name];
    const where = whose(account, name);
    const rows = await rowsOf(name);
    const latest = await rows.findMany({ where, orderBy: [{ [time]: "desc" }, { id: "desc" }], take: most, select });
    return { count: await rows.count({ where }), latest };
  };
  return {
    account,
    sections: {
      devices: await part("devices"),
      sessions: await part("sessions"),
      events: await part("events"),
      mailedLinks: await part("mailedLinks"),
      mails: await part("mails"),
      personalTokens: await part("personalTokens"),
      programs: await part("programs"),
      identities: await part("identities"),
    },
  };
}
