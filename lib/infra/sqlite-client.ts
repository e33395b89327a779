import "server-only";
import { PrismaLibSql } from "@prisma/adapter-libsql";

/** What the adapter asks of a libSQL client; taken from the adapter, whose own client library is not ours to import. */
type Client = ReturnType<PrismaLibSql["createClient"]>;
type Transaction = Awaited<ReturnType<Client["transaction"]>>;

const SQLITE_BUSY = 5;
/** How long a statement waits for another process's lock: far above what our transactions take, below what a request may. */
const LOCK_PATIENCE_MS = 4_000;

function isBusy(error: unknown): boolean {
  const code = (error as { rawCode?: unknown } | null)?.rawCode;
  return typeof code === "number" && (code & 0xff) === SQLITE_BUSY;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Makes the adapter's client safe to use in WAL mode. As it comes, one write that meets a foreign lock leaves its
 * connection inside a transaction, and writes acknowledged later are lost (prisma/orm#30028); each transaction leaks
 * a connection; and PRAGMAs set by hand are gone with it. Here there is one connection, a transaction is
 * BEGIN IMMEDIATE on it (the adapter serialises its callers), and a lock met anywhere throws the connection away.
 *
 * The driver is synchronous, so waiting for a lock inside SQLite would hold the event loop: it never waits
 * there, but is asked again, with pauses in between.
 */
function safeClient(inner: Client, patienceMs: number): Client {
  const prepare = async () => {
    await inner.execute("PRAGMA journal_mode = WAL");
    // FULL: an answered revocation survives a power cut, not only a crash of the process.
    await inner.execute("PRAGMA synchronous = FULL");
    await inner.execute("PRAGMA foreign_keys = ON");
  };
  let isPrepared = false;
  /** Since when a lock has been met without a success in between; in milliseconds of `performance.now()`. */
  let lockedSince: number | null = null;
  const reset = async () => {
    await inner.execute("ROLLBACK").catch(() => undefined); // there may be none; a fresh connection follows either way
    await inner.reconnect();
    isPrepared = false;
  };

  /** Runs one statement, waiting out foreign locks. A statement that was refused as busy changed nothing. */
  async function patiently<T>(act: () => Promise<T>): Promise<T> {
    for (let waitMs = 2; ; waitMs = Math.min(waitMs * 2, 50)) {
      try {
        if (!isPrepared) await prepare();
        isPrepared = true;
        const result = await act();
        lockedSince = null;
        return result;
      } catch (error) {
        if (!isBusy(error)) throw error;
        await reset();
        // Counted from the first refusal, not for each statement: else those that wait in line would wait in turn.
        lockedSince ??= performance.now();
        if (performance.now() - lockedSince > patienceMs) throw error;
        await pause(waitMs + Math.random() * waitMs);
      }
    }
  }

  const transaction = async (): Promise<Transaction> => {
    await patiently(() => inner.execute("BEGIN IMMEDIATE"));
    let isOpen = true;
    const finish = async (sql: "COMMIT" | "ROLLBACK") => {
      if (!isOpen) return;
      isOpen = false;
      try {
        await inner.execute(sql);
      } catch (error) {
        await reset();
        throw error;
      }
    };
    return {
      execute: ((statement: Parameters<Client["execute"]>[0]) => inner.execute(statement)) as Transaction["execute"],
      batch: () => Promise.reject(new Error("Not used by the adapter")),
      executeMultiple: (sql) => inner.executeMultiple(sql),
      commit: () => finish("COMMIT"),
      rollback: () => finish("ROLLBACK"),
      close: () => void finish("ROLLBACK").catch(() => undefined),
      get closed() {
        return !isOpen;
      },
    };
  };

  return new Proxy(inner, {
    get(target, property) {
      if (property === "execute") return (statement: never) => patiently(() => target.execute(statement));
      if (property === "executeMultiple")
        return (sql: string) => patiently(() => target.executeMultiple(atomically(sql)));
      if (property === "transaction") return transaction;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/**
 * A migration's script, all or nothing: a process that is killed in it leaves no half of it. Foreign keys are off, and
 * that before the transaction, where alone it counts: dropping a table to rebuild it would delete what refers to it.
 */
const atomically = (script: string) =>
  `PRAGMA foreign_keys = OFF;\nBEGIN IMMEDIATE;\n${script}\n;COMMIT;\nPRAGMA foreign_keys = ON;`;

/** Prisma's libSQL adapter over the safe client. `url` is `file:` and a path. */
export class SafeSqlite extends PrismaLibSql {
  readonly #patienceMs: number;

  /** @param patienceMs how long a statement waits for another process's lock */
  constructor(config: ConstructorParameters<typeof PrismaLibSql>[0], patienceMs = LOCK_PATIENCE_MS) {
    super(config);
    this.#patienceMs = patienceMs;
  }

  override createClient(config: Parameters<PrismaLibSql["createClient"]>[0]): Client {
    return safeClient(super.createClient({ ...config, timeout: 0 }), this.#patienceMs);
  }
}
