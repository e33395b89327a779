import "server-only";
import { config } from "./config";

/** PostgreSQL's advisory locks go by numbers: this one is ours, for any purpose that is given with it. */
const LOCK_SPACE = 0x48756675;

/**
 * Does something unless another instance is doing it. On PostgreSQL by an advisory lock, on a connection of its own, which
 * is free again as soon as its holder ends or dies; on SQLite, whose file belongs to one machine, at once.
 * @returns null where another does it
 */
export async function oneAtATime<T>(purpose: number, act: () => Promise<T>): Promise<T | null> {
  const { isSqlite, databaseUrl } = config();
  if (isSqlite) return act();
  const [{ default: pg }, { connectionOptions }] = await Promise.all([import("pg"), import("./postgresql-client")]);
  const client = new pg.Client({ ...connectionOptions(databaseUrl), application_name: "hufu one at a time" });
  client.on("error", () => undefined); // a lost connection has lost its lock: what is done twice is done once
  try {
    await client.connect();
    const { rows } = await client.query("SELECT pg_try_advisory_lock($1, $2) AS mine", [LOCK_SPACE, purpose]);
    return rows[0]?.mine ? await act() : null;
  } finally {
    await client.end().catch(() => undefined);
  }
}
