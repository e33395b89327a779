import "server-only";

/** Prisma's codes: not reachable, too slow, no place in line, a transaction not begun or too old, a conflict. */
const PRISMA_CODES = ["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2034", "P2037"];
/** What the drivers' adapters say where Prisma gives no code: at a COMMIT, and for raw queries. */
const ADAPTER_KINDS = [
  "ConnectionClosed",
  "DatabaseNotReachable",
  "SocketTimeout",
  "TooManyConnections",
  "TransactionWriteConflict",
];
const NETWORK_CODES = [
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
];
/** The driver `pg` gives these no code. */
const DRIVER_WORDS = [
  "Client has encountered a connection error and is not queryable",
  "Client was closed and is not queryable",
  "Connection terminated",
  "Connection terminated due to connection timeout",
  "Connection terminated unexpectedly",
  "timeout exceeded when trying to connect",
  "timeout expired",
];
const SIGNS = new Set([...PRISMA_CODES, ...ADAPTER_KINDS, ...NETWORK_CODES, ...DRIVER_WORDS]);

/**
 * PostgreSQL's: connections, resources, shutting down or a cancelled statement; read-only, as a server is that another
 * has taken over from; ended while idle in a transaction; conflicts; a lock waited for in vain.
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const SQLSTATES = /^(08|53|57)\w{3}$|^(25006|25P03|25P04|40001|40P01|55P03)$/;

type Cause = { kind?: unknown; originalCode?: unknown };
type DatabaseError = {
  code?: unknown;
  syscall?: unknown;
  message?: unknown;
  cause?: Cause;
  meta?: { driverAdapterError?: { cause?: Cause } };
};

/** What a database error says of itself, wherever Prisma, its adapter or the driver put it. */
function signsOf(error: unknown): string[] {
  const { code, message, cause, meta } = (error ?? {}) as DatabaseError; // every part of it is checked where it is used
  const adapter = meta?.driverAdapterError?.cause ?? cause;
  return [code, message, adapter?.kind, adapter?.originalCode].filter((sign) => typeof sign === "string");
}

/**
 * Whether the database was too busy, locked or not there to answer. Asking again later may succeed. Where the answer to
 * a COMMIT was lost, what was to be written may be there all the same.
 */
export const isDatabaseBusy = (error: unknown): boolean =>
  signsOf(error).some((sign) => SIGNS.has(sign) || SQLSTATES.test(sign));

/** Whether a row was refused because a unique index holds its like already. */
export const isUniqueViolation = (error: unknown): boolean => signsOf(error).includes("P2002");

/** Whether a transaction was undone for another's sake (a deadlock, a conflict): run again, it may succeed. */
export const isConflict = (error: unknown): boolean =>
  signsOf(error).some((sign) => sign === "P2034" || sign === "TransactionWriteConflict");
