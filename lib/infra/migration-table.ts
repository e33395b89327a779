import "server-only";
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";

/** How one of the two databases is migrated: what differs between them. */
export type Migrating = {
  /** Runs `work` while no other process migrates this database. Whoever is killed in it lets go. */
  exclusively<T>(databaseUrl: string, work: (factory: SqlMigrationAwareDriverAdapterFactory) => Promise<T>): Promise<T>;
  /** Whether Prisma's table of applied migrations is there: a query that gives a row then. */
  readonly tableQuery: string;
  /**
   * Settles migrations that a killed process began and never finished, which the engine would refuse to go on from.
   * @param names of this version's migrations, in order
   */
  settleInterrupted(database: SqlDriverAdapter, names: readonly string[]): Promise<void>;
};

const statement = (sql: string) => ({ sql, args: [], argTypes: [] });

export const read = async (database: SqlDriverAdapter, sql: string): Promise<unknown[][]> =>
  (await database.queryRaw(statement(sql))).rows;

export const execute = (database: SqlDriverAdapter, sql: string): Promise<number> =>
  database.executeRaw(statement(sql));
