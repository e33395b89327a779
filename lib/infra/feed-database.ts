import "server-only";
import { processWide } from "../shared/process-wide";
import { config } from "./config";
import { connect, database } from "./db";
import { faultFields, log } from "./log";
import { withTimeout } from "./with-timeout";

/** For an answer that says what time it is; in milliseconds. */
const TIMEOUT_MS = 1_000;

type Client = Awaited<ReturnType<typeof connect>>;

const holder = () => processWide<{ client: Promise<Client> | null }>("feed-database", () => ({ client: null }));

/**
 * The database for reading the feed. On PostgreSQL a connection of its own: a storm of sign-ins that holds all the others
 * must not keep this process from hearing of revocations.
 */
export function feedDatabase(): Promise<Client> {
  if (config().isSqlite) return database();
  holder().client ??= connect(1);
  return holder().client ?? database();
}

/** Gives a connection up that has not answered: it may never again. */
export function reconnectFeedDatabase(): void {
  const { client } = holder();
  holder().client = null;
  client
    ?.then((given) => given.$disconnect())
    .catch((fault: unknown) => log().warn(faultFields(fault), "A connection of the feed was not closed"));
}

/** Makes it ready for use: loading the client takes longer on a busy machine than an answer of the database may. */
export async function openFeedDatabase(): Promise<void> {
  await (await feedDatabase()).$queryRaw`SELECT 1`;
}

/** The time of day that all processes share: PostgreSQL's. As a number: the adapter takes a time for UTC, whatever zone it is told in. */
export async function databaseTime(): Promise<Date> {
  const db = await feedDatabase();
  const ask = db.$queryRaw<{ ms: number }[]>`SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::float8 AS ms`;
  const [row] = await withTimeout(ask, TIMEOUT_MS);
  if (!row) throw new Error("The database does not tell the time");
  return new Date(row.ms);
}
