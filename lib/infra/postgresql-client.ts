import "server-only";
import type { Socket } from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { faultFields, log } from "./log";

/** Each process opens at most this many connections, one more to read the feed and one to listen. */
const MAX_CONNECTIONS = 10;
/** How long a request waits for a connection: a server that is not there is an error soon. */
const CONNECT_TIMEOUT_MS = 3_000;
/** How long a statement waits for another's lock. */
const LOCK_TIMEOUT_MS = 2_000;
/** A transaction whose process sleeps in it loses its locks, or one stopped process would hold up all. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 2_000;
/** A connection that is asked something and says nothing for this long is given up. Above the wait for a lock. */
const SILENCE_TIMEOUT_MS = 4_000;

/** How to reach a database, for whatever opens a connection of its own. */
export const connectionOptions = (databaseUrl: string) => ({
  connectionString: databaseUrl,
  application_name: "hufu",
  connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
});

const socketOf = (client: pg.PoolClient) => {
  const { connection } = client as pg.Client; // the pool makes no other kind
  return connection.stream as Socket; // or its descendant for TLS
};

const noAnswer = () =>
  Object.assign(new Error("PostgreSQL does not answer"), { code: "ETIMEDOUT", errno: -110, syscall: "read" });

/**
 * Gives up connections that fall silent while something is asked. The driver's own `query_timeout` only stops waiting:
 * the connection of a transaction would go back to the pool still inside it, and what is written there next be lost.
 */
function giveUpSilent(pool: pg.Pool): void {
  pool.on("connect", (client) => {
    const socket = socketOf(client);
    socket.on("timeout", () => socket.destroy(noAnswer()));
  });
  pool.on("acquire", (client) => socketOf(client).setTimeout(SILENCE_TIMEOUT_MS));
  pool.on("release", (_error, client) => socketOf(client).setTimeout(0));
}

function createPool(databaseUrl: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    ...connectionOptions(databaseUrl),
    max,
    idleTimeoutMillis: 60_000,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  });
  giveUpSilent(pool);
  // Without a listener the loss of an idle connection would end the process.
  pool.on("error", (fault) => log().warn(faultFields(fault), "A connection to PostgreSQL was lost"));
  return pool;
}

/** The driver adapter for a `postgresql:` URL. Each time that it connects it has a pool of its own, which ends with it. */
export function postgresqlAdapter(databaseUrl: string, maxConnections = MAX_CONNECTIONS): SqlDriverAdapterFactory {
  const connect = () => new PrismaPg(createPool(databaseUrl, maxConnections), { disposeExternalPool: true }).connect();
  const { provider, adapterName } = new PrismaPg({});
  return { provider, adapterName, connect };
}
